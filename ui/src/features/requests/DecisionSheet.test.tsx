import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { changed, fail } from "../../bridge/fake/install";
import {
  decisionOf,
  inboxRows,
  lacking,
  request,
  rorOgVann,
  sheet,
  stilleSkog,
} from "../../bridge/fake/samples";
import { listing } from "../../bridge/fake/world";
import { renderApp } from "../../testing/renderApp";

const path = `/leader/${rorOgVann.id}/inbox/${request.id}`;
const approveButton = () => screen.findByRole("button", { name: "Godkjenn systemtilgang …" });

describe("the decision sheet", () => {
  test("says who asks, for which organisation, and what it may do", async () => {
    renderApp(path);
    expect(
      await screen.findByRole("heading", { name: "SmartRegnskap vil handle på vegne av Rør og Vann AS" }),
    ).toBeInTheDocument();
    expect(screen.getByText("Fra SmartCloud AS")).toBeInTheDocument();
    expect(screen.getByText("Se hva virksomheten skylder i skatt og avgift")).toBeInTheDocument();
  });

  test("never approves by Enter: the first step opens the second, whose heading has the focus", async () => {
    const approveRequest = vi.fn(() => ({
      kind: "done" as const,
      decision: decisionOf("approved", null, 1),
    }));
    const { person } = renderApp(path, { approveRequest });
    (await approveButton()).focus();

    await person.keyboard("{Enter}{Enter}{Enter}");

    expect(approveRequest).not.toHaveBeenCalled();
    expect(
      screen.getByRole("heading", { name: "Gi SmartRegnskap tilgang hos Rør og Vann AS?" }),
    ).toHaveFocus();
    expect(
      screen.getByText("SmartRegnskap fra SmartCloud AS får 2 fullmakter hos Rør og Vann AS."),
    ).toBeInTheDocument();
  });

  test("approves on the second deliberate step, and shows the receipt with its heading in focus", async () => {
    const { person } = renderApp(path);

    await person.click(await approveButton());
    await person.click(screen.getByRole("button", { name: "Ja, godkjenn" }));

    expect(await screen.findByRole("heading", { name: "Systemtilgangen er godkjent" })).toHaveFocus();
    expect(screen.getByText("Pia Rørvik")).toBeInTheDocument();
  });

  test("cancelling the second step decides nothing", async () => {
    const approveRequest = vi.fn(() => fail({ kind: "notAllowed" }));
    const { person } = renderApp(path, { approveRequest });

    await person.click(await approveButton());
    await person.click(screen.getByRole("button", { name: "Avbryt" }));

    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
    expect(await approveButton()).toHaveFocus();
    expect(approveRequest).not.toHaveBeenCalled();
  });

  test("goes on in the browser where only Altinn's own pages may take the answer", async () => {
    const openLink = vi.fn(() => null);
    const { person } = renderApp(path, {
      approveRequest: () => ({ kind: "continueAt", confirmUrl: "https://am.ui.tt02.altinn.no/confirm" }),
      openLink,
    });

    await person.click(await approveButton());
    await person.click(screen.getByRole("button", { name: "Ja, godkjenn" }));
    await person.click(await screen.findByRole("button", { name: "Åpne i nettleseren" }));

    expect(openLink).toHaveBeenCalledWith("https://am.ui.tt02.altinn.no/confirm");
  });

  test("rejects with a reason of the person's own", async () => {
    const rejectRequest = vi.fn(() => decisionOf("rejected", "Feil leverandør", 1));
    const { person } = renderApp(path, { rejectRequest });

    await person.click(await screen.findByRole("button", { name: "Avvis …" }));
    await person.type(screen.getByLabelText(/Begrunnelse/), "  Feil leverandør ");
    await person.click(screen.getByRole("button", { name: "Avvis forespørselen" }));

    await waitFor(() =>
      expect(rejectRequest).toHaveBeenCalledWith(rorOgVann.id, request.id, "Feil leverandør"),
    );
  });

  test("says in the dialog why an approval was refused", async () => {
    const { person } = renderApp(path, {
      approveRequest: () => fail({ kind: "refused", problem: "requestNotNew", facts: [] }),
    });

    await person.click(await approveButton());
    await person.click(screen.getByRole("button", { name: "Ja, godkjenn" }));

    expect(await screen.findByText(/Forespørselen er allerede besvart/)).toBeInTheDocument();
  });

  test("names what is missing and who can, before anything is pressed", async () => {
    renderApp(path, { requestSheet: () => ({ ...sheet, preflight: lacking }) });
    expect(await screen.findByText("Du mangler 1 fullmakt.")).toBeInTheDocument();
    expect(screen.getByText(/Kari Nordstrand/)).toBeInTheDocument();
    expect(await approveButton()).toBeDisabled();
    expect(screen.getByRole("button", { name: "Avvis …" })).toBeEnabled();
  });

  test("has no answer to press when the request is answered", async () => {
    renderApp(path, { requestSheet: () => ({ ...sheet, request: { ...request, status: "Rejected" } }) });
    expect(await screen.findByText("Forespørselen er allerede avvist")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Godkjenn/ })).not.toBeInTheDocument();
  });

  test("has no answer to press when the request is too old", async () => {
    renderApp(path, { requestSheet: () => ({ ...sheet, timedOut: true }) });
    expect(await screen.findByText("Be SmartCloud AS sende den på nytt.")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Godkjenn/ })).not.toBeInTheDocument();
  });

  test("lets a person without authority pass it on, and nothing else", async () => {
    const { person } = renderApp(path, { requestSheet: () => ({ ...sheet, mayDecide: false }) });
    await person.click(await screen.findByRole("button", { name: "Send videre …" }));
    expect(screen.getByRole("heading", { name: "Sende forespørselen videre?" })).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Godkjenn/ })).not.toBeInTheDocument();
  });

  test("offers to switch when the request is for another organisation", async () => {
    const { person, router } = renderApp(path, { requestSheet: () => ({ ...sheet, party: stilleSkog }) });
    await person.click(await screen.findByRole("button", { name: "Bytt til Stille Skog DA" }));
    expect(router.state.location.pathname).toBe(`/leader/${stilleSkog.id}/inbox/${request.id}`);
  });
});

describe("the inbox", () => {
  test("reads again when the app says that requests changed, and says how many came", async () => {
    let rows = inboxRows.slice(0, 1);
    renderApp(`/leader/${rorOgVann.id}/inbox`, { inbox: () => listing(rows) });
    await screen.findByText("1 venter på Rør og Vann AS");

    rows = inboxRows;
    changed("requests");

    expect(await screen.findByText("3 venter på Rør og Vann AS")).toBeInTheDocument();
    expect(await screen.findByText("2 nye forespørsler")).toBeInTheDocument();
  });

  test("narrows to one kind", async () => {
    const { person } = renderApp(`/leader/${rorOgVann.id}/inbox`);
    await screen.findByText("SmartRegnskap");
    await person.click(screen.getByRole("button", { name: "Klienter" }));
    expect(screen.queryByText("SmartRegnskap")).not.toBeInTheDocument();
    expect(screen.getByText("Tiger Årsoppgjør")).toBeInTheDocument();
  });

  test("opens the request in a pasted link, and says when there is none", async () => {
    const { person, router } = renderApp(`/leader/${rorOgVann.id}/inbox`);
    const field = await screen.findByLabelText("Lenke fra leverandøren");

    await person.type(field, "https://am.ui.tt02.altinn.no/");
    await person.click(screen.getByRole("button", { name: "Åpne" }));
    expect(await screen.findByText(/Lenken inneholder ingen forespørsel/)).toBeInTheDocument();

    await person.type(field, `?id=${request.id}`);
    await person.click(screen.getByRole("button", { name: "Åpne" }));
    await waitFor(() => expect(router.state.location.pathname).toBe(path));
  });
});
