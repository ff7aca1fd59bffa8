import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createMemoryRouter } from "react-router";
import { App } from "../App";
import { createQueries } from "../bridge";
import { type Fake, install } from "../bridge/fake/install";
import { inboxRows, signedIn } from "../bridge/fake/samples";
import { createWorld } from "../bridge/fake/world";
import { createWords, type Language } from "../i18n/words";
import { screens } from "../routes/screens";

/** The whole app at one place, on a made-up world. `changes` replaces some of its answers. */
export function renderApp(path: string, changes: Partial<Fake> = {}, language: Language = "nb") {
  install({ ...createWorld({ status: signedIn, inbox: inboxRows }), ...changes });
  const router = createMemoryRouter(screens, { initialEntries: [path] });
  const view = render(<App words={createWords(language)} queries={createQueries()} router={router} />);
  return { ...view, person: userEvent.setup(), router };
}

/** An answer that never comes. */
export function never(): Promise<never> {
  return new Promise(() => {});
}
