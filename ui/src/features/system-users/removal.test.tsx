import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { accessRow, decisionOf, rorOgVann } from "../../bridge/fake/samples";
import { renderApp } from "../../testing/renderApp";

const place = `/leader/${rorOgVann.id}/system-users/${accessRow.access.id}`;

test("removing begins by showing what stops and what stays", async () => {
  const { person } = renderApp(place);
  await person.click(await screen.findByRole("button", { name: "Fjern tilgang …" }));
  expect(await screen.findByRole("heading", { name: "Fjern tilgangen for SmartRegnskap" })).toHaveFocus();
  expect(screen.getByText("Se hva virksomheten skylder i skatt og avgift")).toBeInTheDocument();
  expect(screen.getByText("1 annen tilgang fra SmartCloud AS blir stående.")).toBeInTheDocument();
});

test("an access is removed on the second step only, with the reason", async () => {
  const removeAccess = vi.fn(() => decisionOf("removed", "Sagt opp", 1));
  const { person } = renderApp(`${place}/remove`, { removeAccess });
  await person.type(await screen.findByLabelText(/Begrunnelse/), "Sagt opp");

  await person.click(screen.getByRole("button", { name: "Fjern tilgang …" }));
  expect(removeAccess).not.toHaveBeenCalled();
  expect(screen.getByRole("heading", { name: "Fjerne SmartRegnskap fra Rør og Vann AS?" })).toHaveFocus();

  await person.click(screen.getByRole("button", { name: "Ja, fjern tilgangen" }));
  await waitFor(() =>
    expect(removeAccess).toHaveBeenCalledWith(rorOgVann.id, accessRow.access.id, "Sagt opp"),
  );
});

test("a removed access leaves the list", async () => {
  const { person } = renderApp(`${place}/remove`);
  await person.click(await screen.findByRole("button", { name: "Fjern tilgang …" }));
  await person.click(screen.getByRole("button", { name: "Ja, fjern tilgangen" }));

  expect(await screen.findByRole("heading", { name: "Systemtilgangen er fjernet" })).toBeInTheDocument();
  await person.click(screen.getByRole("link", { name: "Systemtilganger" }));

  expect(await screen.findByText("1 system kan handle for Rør og Vann AS")).toBeInTheDocument();
});

test("a new access is made in three steps and a last word", async () => {
  const createAccess = vi.fn(() => decisionOf("created", null, 1));
  const { person } = renderApp(`/leader/${rorOgVann.id}/new`, { createAccess });

  await person.click(await screen.findByRole("button", { name: "Velg SmartRegnskap" }));
  await person.click(await screen.findByRole("button", { name: "Gå videre" }));
  await person.click(await screen.findByRole("button", { name: "Opprett systemtilgang …" }));
  expect(createAccess).not.toHaveBeenCalled();
  await person.click(screen.getByRole("button", { name: "Ja, opprett" }));

  await waitFor(() =>
    expect(createAccess).toHaveBeenCalledWith(rorOgVann.id, "991825827_smartregnskap", "SmartRegnskap"),
  );
});
