import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { type Fake, fail } from "../bridge/fake/install";
import { decisionOf, rorOgVann } from "../bridge/fake/samples";
import { listing } from "../bridge/fake/world";
import { never, renderApp } from "./renderApp";

const leader = `/leader/${rorOgVann.id}`;

/** Each list: where it stands, what it reads, and what it says when there is nothing and when there is something. */
const lists: {
  name: string;
  path: string;
  reads: keyof Fake;
  empty: string;
  full: string;
  given?: Partial<Fake>;
}[] = [
  {
    name: "inbox",
    path: `${leader}/inbox`,
    reads: "inbox",
    empty: "Ingenting venter på deg",
    full: "Lønnsom Skytjeneste",
  },
  {
    name: "accesses",
    path: `${leader}/system-users`,
    reads: "accesses",
    empty: "Ingen systemer har tilgang",
    full: "SmartLønn",
  },
  {
    name: "choosable systems",
    path: `${leader}/new`,
    reads: "visibleSystems",
    empty: "Ingen systemer er åpne for valg",
    full: "SmartLønn",
  },
  {
    name: "history",
    path: `${leader}/history`,
    reads: "decisions",
    empty: "Ingenting er avgjort ennå",
    full: "Avvist",
    given: { decisions: () => listing([decisionOf("rejected", "Feil leverandør", 1)]) },
  },
  {
    name: "systems",
    path: "/vendor/systems",
    reads: "systems",
    empty: "Ingen systemer er registrert",
    full: "991825827_smartregnskap",
  },
  {
    name: "sent requests",
    path: "/vendor/requests",
    reads: "sentRequests",
    empty: "Ingen forespørsler er sendt for dette systemet",
    full: "Rør og Vann AS",
  },
];

describe.each(lists)("the list of $name", ({ path, reads, empty, full, given }) => {
  test("says that it is loading", async () => {
    renderApp(path, { [reads]: never });
    await waitFor(() => expect(document.querySelector('[aria-busy="true"]')).toBeInTheDocument());
    expect(screen.queryByText(empty)).not.toBeInTheDocument();
  });

  test("says why it is empty, with a way on", async () => {
    renderApp(path, { [reads]: () => listing([]) });
    expect(await screen.findByText(empty)).toBeInTheDocument();
  });

  test("says what failed, and tries again", async () => {
    let down = true;
    const { person } = renderApp(path, {
      [reads]: () => (down ? fail({ kind: "offline", host: "platform.example" }) : listing([])),
    });
    expect(await screen.findByText("Får ikke kontakt med platform.example")).toBeInTheDocument();

    down = false;
    await person.click(screen.getByRole("button", { name: "Prøv igjen" }));

    expect(await screen.findByText(empty)).toBeInTheDocument();
  });

  test("shows what there is", async () => {
    renderApp(path, given);
    expect((await screen.findAllByText(full)).length).toBeGreaterThan(0);
  });

  test("shows the last known rows when its source is gone, and says so", async () => {
    renderApp(path, {
      [reads]: () => ({ ...listing([]), stale: { kind: "offline", host: "platform.example" } }),
    });
    expect(await screen.findByText(/Viser det som ble hentet/)).toBeInTheDocument();
  });
});
