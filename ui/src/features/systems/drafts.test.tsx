import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { fail } from "../../bridge/fake/install";
import { renderApp } from "../../testing/renderApp";

const place = "/vendor/systems/new";
const half = '{ "id": "991825827_halvferdig",';
const text = () => screen.findByRole("textbox", { name: "Slik blir det sendt" });

test("a new system is restored as it was left, and says so", async () => {
  renderApp(place, { systemDraft: () => half });
  expect(await text()).toHaveValue(half);
  expect(screen.getByText(/Det du skrev sist, er hentet fram/)).toBeInTheDocument();
});

test("a new system is kept when the writing pauses", async () => {
  const keepSystemDraft = vi.fn(() => null);
  const { person } = renderApp(place, { keepSystemDraft });
  const field = await text();
  expect(screen.queryByRole("button", { name: "Begynn på nytt" })).not.toBeInTheDocument();
  await person.clear(field);
  await person.type(field, "abc");
  await waitFor(() => expect(keepSystemDraft).toHaveBeenLastCalledWith("abc"));
});

test("what is written just before leaving is there on coming back", async () => {
  const { person, router } = renderApp(place);
  const field = await text();
  await person.clear(field);
  await person.type(field, "abc");
  await router.navigate("/vendor/systems");
  await screen.findByRole("heading", { name: "Systemer" });
  await router.navigate(place);
  expect(await text()).toHaveValue("abc");
});

test("starting over gives the blank back and forgets the draft", async () => {
  const keepSystemDraft = vi.fn(() => null);
  const { person } = renderApp(place, { systemDraft: () => half, keepSystemDraft });
  await person.click(await screen.findByRole("button", { name: "Begynn på nytt" }));
  expect(screen.getByText("Du har begynt på nytt.")).toHaveFocus();
  expect(screen.queryByRole("button", { name: "Begynn på nytt" })).not.toBeInTheDocument();
  expect(await text()).toHaveDisplayValue(/"id": "991825827_"/);
  await waitFor(() => expect(keepSystemDraft).toHaveBeenCalledExactlyOnceWith(null));
});

test("a registered system leaves no draft behind", async () => {
  const { person, router } = renderApp(place);
  await person.type(await screen.findByLabelText("Navn (nb)"), "Ny");
  const register = await screen.findByRole("button", { name: "Registrer systemet" });
  await waitFor(() => expect(register).toBeEnabled());
  await person.click(register);
  await screen.findByText("Lagret i systemregisteret");
  await router.navigate(place);
  await screen.findByRole("heading", { name: "Nytt system" });
  expect(await text()).toHaveDisplayValue(/"nb": ""/);
  expect(screen.queryByText(/Det du skrev sist/)).not.toBeInTheDocument();
});

test("a draft that cannot be kept is told while it can still be copied", async () => {
  const { person } = renderApp(place, { keepSystemDraft: () => fail({ kind: "disk" }) });
  await person.type(await screen.findByLabelText("Navn (nb)"), "N");
  expect(await screen.findByRole("alert")).toBeInTheDocument();
});
