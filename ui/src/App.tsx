import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { useEffect } from "react";
import { I18nextProvider } from "react-i18next";
import { RouterProvider, type RouterProviderProps } from "react-router";
import { followChanges } from "./bridge";
import { Announcer } from "./components/Announcer";
import { rememberLanguage } from "./i18n/storedLanguage";

/** Everything a screen stands in: words, answers, announcements and the place. */
export function App({
  words,
  queries,
  router,
}: {
  words: i18n;
  queries: QueryClient;
  router: RouterProviderProps["router"];
}) {
  useEffect(() => followChanges(queries), [queries]);
  useEffect(() => {
    rememberLanguage(words.language);
    words.on("languageChanged", rememberLanguage);
    return () => words.off("languageChanged", rememberLanguage);
  }, [words]);
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <Announcer>
          <RouterProvider router={router} />
        </Announcer>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
