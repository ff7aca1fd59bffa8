import { screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import { accessRow, registered, request, rorOgVann, signedIn } from "../bridge/fake/samples";
import { LANGUAGES } from "../i18n/words";
import { renderApp } from "./renderApp";

const leader = `/leader/${rorOgVann.id}`;
const places = [
  `${leader}/inbox`,
  `${leader}/inbox/${request.id}`,
  `${leader}/system-users/${accessRow.access.id}`,
  `${leader}/system-users/${accessRow.access.id}/remove`,
  `${leader}/new`,
  `${leader}/new?system=${registered.id}`,
  `${leader}/history`,
  "/leader/settings",
  "/vendor/systems",
  `/vendor/systems/${registered.id}`,
  `/vendor/requests/${request.id}`,
  "/vendor/requests/new",
  "/vendor/tokens?party=310702641",
  "/vendor/set-up",
];

// jsdom draws nothing, so colours are measured from the theme in contrast.test.ts instead.
const RULES = { rules: { "color-contrast": { enabled: false } } };

async function faults() {
  const { violations } = await axe.run(document.body, RULES);
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }));
}

describe.each(["light", "dark"])("in the %s scheme axe finds nothing", (scheme) => {
  test.each(places)("at %s", async (place) => {
    localStorage.setItem("klarsignal.colorScheme", scheme);
    renderApp(place);
    await screen.findAllByRole("heading");
    await waitFor(() => expect(document.querySelector('[aria-busy="true"]')).not.toBeInTheDocument());
    expect(await faults()).toEqual([]);
  });
});

test.each(LANGUAGES)("nor in %s, with a dialog open", async (language) => {
  const { person } = renderApp(`${leader}/inbox/${request.id}`, {}, language);
  const [approve] = await screen.findAllByRole("button", { name: /^(Godkjenn|Approve)/ });
  if (approve) await person.click(approve);
  expect(screen.getByRole("dialog")).toBeInTheDocument();
  expect(await faults()).toEqual([]);
});

test("nor where keys cannot be reached", async () => {
  renderApp("/vendor", {
    status: () => ({ ...signedIn, vault: { kind: "choiceNeeded", fault: "keyringLocked" } }),
  });
  await screen.findByRole("heading", { name: "Hvor skal nøklene ligge?" });
  expect(await faults()).toEqual([]);
});

test("every landmark is there once, and a person can skip to the content", async () => {
  renderApp(`${leader}/inbox/${request.id}`);
  await screen.findByRole("heading", { level: 2 });
  for (const landmark of ["main", "contentinfo"]) {
    expect(screen.getAllByRole(landmark)).toHaveLength(1);
  }
  expect(screen.getByRole("link", { name: "Hopp til innholdet" })).toHaveAttribute("href", "#main");
});
