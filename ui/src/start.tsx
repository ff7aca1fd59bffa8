import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter } from "react-router";
import { App } from "./App";
import { createQueries } from "./bridge";
import { storedLanguage } from "./i18n/storedLanguage";
import { createWords } from "./i18n/words";
import { screens } from "./routes/screens";
import { applyColorScheme, storedColorScheme } from "./styles/colorScheme";

/** Puts the app on the page. */
export function start(page: HTMLElement): void {
  applyColorScheme(storedColorScheme());
  createRoot(page).render(
    <StrictMode>
      <App
        words={createWords(storedLanguage())}
        queries={createQueries()}
        router={createBrowserRouter(screens)}
      />
    </StrictMode>,
  );
}
