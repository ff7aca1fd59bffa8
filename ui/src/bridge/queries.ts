import { QueryClient } from "@tanstack/react-query";
import { events } from "./generated";

/** The store of answers. The app retries by itself, so the screen does not. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: "always", staleTime: 30_000 },
      mutations: { networkMode: "always" },
    },
  });
}

/** Reads again whatever the app says has changed. Gives back how to stop. */
export function followChanges(queries: QueryClient): () => void {
  const listening = events.changed.listen(({ payload: topic }) =>
    queries.invalidateQueries({ queryKey: [topic] }),
  );
  return () => {
    void listening.then((stop) => stop());
  };
}
