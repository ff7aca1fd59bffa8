import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { RequestDraft } from "../../bridge";
import { registered } from "../../bridge/fake/samples";
import { renderApp } from "../../testing/renderApp";

const place = "/vendor/requests/new";
const half: RequestDraft = {
  systemId: registered.id,
  partyOrg: "310 70",
  externalRef: "kunde-7",
  rights: [],
  accessPackages: ["urn:altinn:accesspackage:no-longer-registered"],
  redirectUrl: null,
};
const customer = () => screen.findByLabelText("Kundens organisasjonsnummer");

test("a request is restored as it was left, and says so", async () => {
  const requestDraft = vi.fn(() => half);
  renderApp(place, { requestDraft });
  expect(await customer()).toHaveValue("310 70");
  expect(requestDraft).toHaveBeenCalledExactlyOnceWith(registered.id);
  expect(screen.getByLabelText(/Din referanse/)).toHaveValue("kunde-7");
  expect(screen.getByText(/Det du skrev sist, er hentet fram/)).toBeInTheDocument();
});

test("a restored request asks for what was chosen, as far as the system still has it", async () => {
  const checkRequest = vi.fn((_: RequestDraft) => []);
  const fresh = { ...half, rights: registered.rights.map((right) => ({ ...right })) };
  renderApp(place, { requestDraft: () => fresh, checkRequest });
  expect(await screen.findByRole("checkbox", { name: "ske-krav-og-betalinger" })).toBeChecked();
  await waitFor(() =>
    expect(checkRequest).toHaveBeenCalledWith({ ...half, rights: registered.rights, accessPackages: [] }),
  );
});

test("a request is kept when the writing pauses", async () => {
  const keepRequestDraft = vi.fn(() => null);
  const { person } = renderApp(place, { keepRequestDraft });
  await person.type(await customer(), "310");
  expect(screen.queryByRole("button", { name: "Begynn på nytt" })).not.toBeInTheDocument();
  await waitFor(() =>
    expect(keepRequestDraft).toHaveBeenLastCalledWith(
      registered.id,
      expect.objectContaining({ partyOrg: "310", systemId: registered.id }),
    ),
  );
});

test("a request that is emptied again is no draft", async () => {
  const keepRequestDraft = vi.fn(() => null);
  const { person } = renderApp(place, { keepRequestDraft });
  await person.type(await customer(), "3");
  await waitFor(() => expect(keepRequestDraft).toHaveBeenCalledOnce());
  await person.clear(await customer());
  await waitFor(() => expect(keepRequestDraft).toHaveBeenLastCalledWith(registered.id, null));
});

test("what is written just before leaving is there on coming back", async () => {
  const { person, router } = renderApp(place);
  await person.type(await customer(), "310");
  await router.navigate("/vendor/requests");
  await screen.findByRole("heading", { name: "Forespørsler" });
  await router.navigate(place);
  expect(await customer()).toHaveValue("310");
});

test("starting over gives the blank back and forgets the draft", async () => {
  const keepRequestDraft = vi.fn(() => null);
  const { person } = renderApp(place, { requestDraft: () => half, keepRequestDraft });
  await person.click(await screen.findByRole("button", { name: "Begynn på nytt" }));
  expect(screen.getByText("Du har begynt på nytt.")).toHaveFocus();
  expect(await customer()).toHaveValue("");
  await waitFor(() => expect(keepRequestDraft).toHaveBeenCalledExactlyOnceWith(registered.id, null));
});

test("a request that was sent leaves no draft behind", async () => {
  const { person, router } = renderApp(place);
  await person.type(await customer(), "310702641");
  const send = screen.getByRole("button", { name: "Send forespørselen" });
  await waitFor(() => expect(send).toBeEnabled());
  await person.click(send);
  await waitFor(() => expect(send).not.toBeInTheDocument());
  expect(router.state.location.pathname).not.toBe(place);
  await router.navigate(place);
  expect(await customer()).toHaveValue("");
  expect(screen.queryByText(/Det du skrev sist/)).not.toBeInTheDocument();
});
