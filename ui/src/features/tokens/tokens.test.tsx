import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { fail } from "../../bridge/fake/install";
import { renderApp } from "../../testing/renderApp";

const place = "/vendor/tokens?party=310702641";

test("a fetched token is opened up and explained", async () => {
  const { person } = renderApp(place);
  await person.click(await screen.findByRole("button", { name: "Hent token" }));
  const row = (await screen.findByText("Virksomheten det handles for")).closest("tr");
  expect(row && within(row).getByText("0192:310702641")).toBeInTheDocument();
  expect(screen.getByText(/igjen$/)).toBeInTheDocument();
});

test("a refused token names the code, and the cause can be found", async () => {
  const { person } = renderApp(place, {
    fetchToken: () =>
      fail({ kind: "tokenRefused", refusal: { kind: "systemUserUnresolved" }, description: "" }),
  });
  await person.click(await screen.findByRole("button", { name: "Hent token" }));
  expect(await screen.findByText("Maskinporten ga ikke noe token (MP-303)")).toBeInTheDocument();

  await person.click(screen.getByRole("button", { name: "Finn årsaken" }));

  expect(await screen.findByText("Gjenta referansen fra forespørselen nøyaktig.")).toBeInTheDocument();
});

test("the service owner's claims are shown with their totals", async () => {
  const { person } = renderApp(place);
  await person.click(await screen.findByRole("button", { name: "Hent åpne krav" }));
  expect(await screen.findByText("Merverdiavgift 4. termin 2026")).toBeInTheDocument();
  expect(screen.getByText("Saldo").nextSibling).toHaveTextContent(/58.282,87/);
});

test("a refusal by the service owner is explained even though the token is valid", async () => {
  const { person } = renderApp(place, {
    openClaims: () =>
      fail({ kind: "serviceRefused", code: "KOB-004", message: "Mangler tilgang", reference: "r" }),
  });
  await person.click(await screen.findByRole("button", { name: "Hent åpne krav" }));
  expect(await screen.findByText("Tjenesteeieren avviste kallet (KOB-004)")).toBeInTheDocument();
  expect(screen.getByText(/Tjenesteeieren spør Altinn hver gang/)).toBeInTheDocument();
});

test("a pasted token is read and then forgotten by the field", async () => {
  const { person } = renderApp(place);
  const field = await screen.findByLabelText(/Lim inn tokenet/);
  await person.type(field, "aaa.bbb.ccc");
  await person.click(screen.getByRole("button", { name: "Les tokenet" }));
  expect(await screen.findByText("Hvem som har utstedt tokenet")).toBeInTheDocument();
  expect(field).toHaveValue("");
});

test("a pasted text that is no token is named as such", async () => {
  const { person } = renderApp(place, {
    decodeToken: () =>
      fail({
        kind: "invalid",
        findings: [{ fault: { kind: "wrongShape", member: "token" }, pointer: null, place: null }],
      }),
  });
  await person.type(await screen.findByLabelText(/Lim inn tokenet/), "hei");
  await person.click(screen.getByRole("button", { name: "Les tokenet" }));
  expect(await screen.findByText(/«token» har feil form/)).toBeInTheDocument();
});
