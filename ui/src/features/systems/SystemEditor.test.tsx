import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import type { CheckedSystem, SystemDraft } from "../../bridge";
import { registered } from "../../bridge/fake/samples";
import { renderApp } from "../../testing/renderApp";

const draft: SystemDraft = { ...registered, vendor: `0192:${registered.vendor}` };
const clean: CheckedSystem = { draft, findings: [] };
const place = `/vendor/systems/${registered.id}`;
const text = () => screen.findByRole("textbox", { name: "Slik blir det sendt" });

describe("the system editor", () => {
  test("shows the same system as a form and as text", async () => {
    renderApp(place);
    expect(await text()).toHaveDisplayValue(/"id": "991825827_smartregnskap"/);
    expect(await screen.findByLabelText("Navn (nb)")).toHaveValue("SmartRegnskap");
  });

  test("writes an edit in the form into the text", async () => {
    const { person } = renderApp(place);
    await person.type(await screen.findByLabelText("Navn (nb)"), " Pluss");
    const field = await text();
    await waitFor(() => expect(field).toHaveDisplayValue(/"nb": "SmartRegnskap Pluss"/));
  });

  test("names each fault in a pasted text, and jumps to its line", async () => {
    const { person } = renderApp(place, {
      checkSystem: () => ({
        draft: null,
        findings: [
          { fault: { kind: "trailingComma" }, pointer: null, place: { line: 3, column: 20 } },
          {
            fault: { kind: "system", fault: { kind: "languageMissing", field: "name", language: "nn" } },
            pointer: "/name",
            place: { line: 2, column: 3 },
          },
        ],
      }),
    });
    expect(await screen.findByText("2 feil")).toBeInTheDocument();
    expect(screen.getByText("«name» mangler nn")).toBeInTheDocument();
    expect(screen.getByText(/Rett JSON-teksten først/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Lagre endringene …" })).toBeDisabled();

    await person.click(screen.getByRole("button", { name: /Komma etter siste ledd/ }));

    const field = await text();
    expect(field).toHaveFocus();
    expect(field).toHaveProperty("selectionStart", '{\n  "id": "991825827_smartregnskap",\n'.length);
  });

  test("saving replaces the entry on the second step only", async () => {
    const replaceSystem = vi.fn(() => null);
    const { person } = renderApp(place, { checkSystem: () => clean, replaceSystem });
    const save = await screen.findByRole("button", { name: "Lagre endringene …" });
    await waitFor(() => expect(save).toBeEnabled());

    await person.click(save);
    expect(replaceSystem).not.toHaveBeenCalled();
    expect(screen.getByText(/Hele oppføringen blir byttet ut/)).toBeInTheDocument();
    await person.click(screen.getByRole("button", { name: "Ja, erstatt" }));

    await waitFor(() => expect(replaceSystem).toHaveBeenCalledOnce());
    expect(await screen.findByText("Lagret i systemregisteret")).toBeInTheDocument();
  });

  test("adds a service found by its plain name", async () => {
    const { person } = renderApp("/vendor/systems/new", {
      checkSystem: () => ({ draft: { ...draft, rights: [], accessPackages: [] }, findings: [] }),
    });
    await person.type(await screen.findByLabelText(/Finn tjeneste/), "krav");
    await person.click(await screen.findByRole("button", { name: /Legg til Se hva virksomheten skylder/ }));
    await waitFor(async () => expect(await text()).toHaveDisplayValue(/ske-krav-og-betalinger/));
  });

  test("tells which registered address a redirect fits", async () => {
    const { person } = renderApp(place);
    const field = await screen.findByLabelText("Adresse du vil bruke i en forespørsel");
    await person.type(field, "https://smartregnskap.example/ferdig?kunde=1");
    expect(screen.getByText("Passer med https://smartregnskap.example/ferdig")).toBeInTheDocument();
    await person.clear(field);
    await person.type(field, "https://smartregnskap.example/annet");
    expect(screen.getByText(/Passer ikke med noen/)).toBeInTheDocument();
  });
});

test("a new system is registered at once, and its own page says so", async () => {
  const registerSystem = vi.fn(() => registered.id);
  const { person, router } = renderApp("/vendor/systems/new", { registerSystem });
  const register = await screen.findByRole("button", { name: "Registrer systemet" });
  await waitFor(() => expect(register).toBeEnabled());

  await person.click(register);

  expect(await screen.findByText("Lagret i systemregisteret")).toBeInTheDocument();
  expect(router.state.location.pathname).toBe(place);
});
