import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Status } from "../bridge";
import { changed, fail } from "../bridge/fake/install";
import { rorOgVann, signedIn, smartCloud } from "../bridge/fake/samples";
import { never, renderApp } from "./renderApp";

test("a leader signs in through the browser, and the address stands on the screen", async () => {
  let now: Status = { ...signedIn, session: { kind: "signedOut" } };
  const { person } = renderApp("/leader", {
    status: () => now,
    beginSignIn: () => {
      now = { ...now, session: { kind: "waiting", url: "http://127.0.0.1:41003/authorize" } };
      changed("session");
      return null;
    },
  });
  await person.click(await screen.findByRole("button", { name: "Logg inn" }));
  expect(await screen.findByRole("heading", { name: "Venter på nettleseren din" })).toBeInTheDocument();
  expect(screen.getByText("http://127.0.0.1:41003/authorize")).toBeInTheDocument();

  now = signedIn;
  changed("session");

  expect(await screen.findByRole("heading", { name: "Innboks" })).toBeInTheDocument();
});

test("a keyring that cannot be used leads to a choice in the open, and the choice stays visible", async () => {
  let now: Status = { ...signedIn, vault: { kind: "choiceNeeded", fault: "keyringMissing" } };
  const { person } = renderApp("/vendor", {
    status: () => now,
    keepInMemory: () => {
      now = { ...now, vault: { kind: "open", kept: "memory" } };
      changed("session");
      return null;
    },
  });
  expect(await screen.findByRole("heading", { name: "Hvor skal nøklene ligge?" })).toBeInTheDocument();
  await person.click(screen.getByRole("button", { name: "Hold dem i minnet" }));
  expect(await screen.findByText("Nøkler: bare i minnet")).toBeInTheDocument();
});

test("a wrong passphrase is said at its field, which is emptied", async () => {
  const { person } = renderApp("/vendor", {
    status: () => ({ ...signedIn, vault: { kind: "passphraseNeeded" } }),
    openWithPassphrase: () => fail({ kind: "locked", fault: "passphraseWrong" }),
  });
  const field = await screen.findByLabelText("Passordfrase");
  await person.type(field, "feil");
  await person.click(screen.getByRole("button", { name: "Lås opp" }));
  expect(await screen.findByText("Passordfrasen stemmer ikke")).toBeInTheDocument();
  expect(field).toHaveValue("");
});

test("a vendor begins from a suggestion", async () => {
  const setUpVendor = vi.fn(() => fail({ kind: "disk" }));
  const { person } = renderApp("/vendor", { status: () => ({ ...signedIn, vendor: null }), setUpVendor });
  await person.click(await screen.findByRole("button", { name: "Bruk SmartCloud AS" }));
  await person.click(screen.getByRole("button", { name: "Lag nøkkel og lagre" }));
  await waitFor(() => expect(setUpVendor).toHaveBeenCalledWith("991825827", expect.any(String)));
});

test("the surface, the organisation and the environment stand in the header", async () => {
  renderApp("/leader");
  expect(await screen.findByText("Demo – ingen ekte data")).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: /Bytt virksomhet: Rør og Vann AS/ })).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Leder" })).toHaveAttribute("aria-current", "page");
});

test("switching organisation goes to its inbox and says so", async () => {
  const { person, router } = renderApp("/leader");
  await person.click(await screen.findByRole("button", { name: /Bytt virksomhet: Rør og Vann AS/ }));
  await person.click(screen.getByRole("button", { name: /Stille Skog DA/ }));
  expect(router.state.location.pathname).toBe("/leader/51000002/inbox");
  expect(await screen.findByText("Du ser nå Stille Skog DA")).toBeInTheDocument();
});

test("the language changes at once, and is remembered", async () => {
  const { person } = renderApp("/leader/settings");
  await person.click(await screen.findByLabelText("Nynorsk"));
  expect(await screen.findByRole("heading", { name: "Innstillingar" })).toBeInTheDocument();
  expect(document.documentElement.lang).toBe("nn");
  expect(localStorage.getItem("klarsignal.language")).toBe("nn");
});

test("the appearance can be set aside from the computer's own", async () => {
  const { person } = renderApp("/leader/settings");
  await person.click(await screen.findByLabelText("Mørkt"));
  expect(document.documentElement.dataset.colorScheme).toBe("dark");
});

test("a number that is no organisation number is said at its field, and cannot be saved", async () => {
  const { person } = renderApp("/vendor", { status: () => ({ ...signedIn, vendor: null }) });
  await person.type(await screen.findByLabelText("Organisasjonsnummer"), "99182582");
  await person.type(screen.getByLabelText(/Klient-ID/), "c-1");
  expect(await screen.findByText("Organisasjonsnummeret har 8 sifre")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Lag nøkkel og lagre" })).toBeDisabled();
});

test("another person never sees the organisations of the one before", async () => {
  let now: Status = signedIn;
  renderApp("/leader", {
    status: () => now,
    parties: () =>
      now.session.kind === "signedIn" && now.session.person === "Ola Skog"
        ? never()
        : [{ party: rorOgVann, waiting: 0 }],
  });
  await screen.findByRole("button", { name: /Bytt virksomhet: Rør og Vann AS/ });

  now = { ...signedIn, session: { kind: "signedIn", person: "Ola Skog", until: "2026-11-21T12:00:00Z" } };
  changed("session");

  await waitFor(() => expect(screen.queryByText("Rør og Vann AS")).not.toBeInTheDocument());
});

test("a vendor that has just been set up sees the key to register", async () => {
  let now: Status = { ...signedIn, vendor: null };
  const { person } = renderApp("/vendor", {
    status: () => now,
    setUpVendor: () => {
      now = signedIn;
      changed("session");
      return smartCloud;
    },
  });
  await person.click(await screen.findByRole("button", { name: "Bruk SmartCloud AS" }));
  await person.click(screen.getByRole("button", { name: "Lag nøkkel og lagre" }));
  expect(await screen.findByText("Leverandøren er satt opp")).toBeInTheDocument();
  expect(screen.getByText(/"kty": "RSA"/)).toBeInTheDocument();
});
