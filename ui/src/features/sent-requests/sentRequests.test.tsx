import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { SentRequest } from "../../bridge";
import { changed } from "../../bridge/fake/install";
import { request, sent } from "../../bridge/fake/samples";
import { listing } from "../../bridge/fake/world";
import { renderApp } from "../../testing/renderApp";

test("a request turns to approved by itself when the app says so", async () => {
  let now: SentRequest = sent;
  renderApp("/vendor/requests", { sentRequests: () => listing([now]) });
  expect(await screen.findByText("Venter")).toBeInTheDocument();

  now = { ...sent, request: { ...request, status: "Accepted" } };
  changed("requests");

  expect(await screen.findByText("Godkjent")).toBeInTheDocument();
  expect(await screen.findByText("1 forespørsel er besvart")).toBeInTheDocument();
});

test("an open request shows the link, and a mail in the customer's language", async () => {
  const { person } = renderApp(`/vendor/requests/${request.id}`);
  expect((await screen.findAllByText(/DONTCHOOSEREPORTEE/)).length).toBeGreaterThan(0);
  await person.click(screen.getByRole("button", { name: "nn" }));
  expect(screen.getByText(/treng ein systemtilgang/)).toBeInTheDocument();
});

test("a request is withdrawn on the second step only", async () => {
  const withdrawRequest = vi.fn(() => null);
  const { person } = renderApp(`/vendor/requests/${request.id}`, { withdrawRequest });
  await person.click(await screen.findByRole("button", { name: "Trekk tilbake …" }));
  expect(withdrawRequest).not.toHaveBeenCalled();
  await person.click(screen.getByRole("button", { name: "Ja, trekk tilbake" }));
  await waitFor(() => expect(withdrawRequest).toHaveBeenCalledWith(request.id));
});

test("a request is written in a form, shown exactly, and sent", async () => {
  const sendRequest = vi.fn(() => sent);
  const { person } = renderApp("/vendor/requests/new", { sendRequest });
  await person.type(await screen.findByLabelText("Kundens organisasjonsnummer"), "310702641");
  await waitFor(() => expect(screen.getByText(/"partyOrgNo": "310702641"/)).toBeInTheDocument());
  const send = screen.getByRole("button", { name: "Send forespørselen" });
  await waitFor(() => expect(send).toBeEnabled());

  await person.click(send);

  await waitFor(() =>
    expect(sendRequest).toHaveBeenCalledWith(
      expect.objectContaining({ partyOrg: "310702641", systemId: "991825827_smartregnskap" }),
    ),
  );
});

test("a faulty customer number stops the sending and leads to its field", async () => {
  const { person } = renderApp("/vendor/requests/new", {
    checkRequest: () => [
      {
        fault: { kind: "orgNumber", fault: { kind: "length", digits: 8 } },
        pointer: "/partyOrgNo",
        place: null,
      },
    ],
  });
  const field = await screen.findByLabelText("Kundens organisasjonsnummer");
  await person.type(field, "57623423");
  await person.click(await screen.findByRole("button", { name: /har 8 sifre/ }));
  expect(field).toHaveFocus();
  expect(screen.getByRole("button", { name: "Send forespørselen" })).toBeDisabled();
});
