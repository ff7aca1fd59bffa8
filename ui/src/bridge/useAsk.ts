import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from "@tanstack/react-query";
import { answer, type FailureError, type Outcome } from "./answer";
import type { Listing, Topic } from "./generated";

/** Asks the app something. `topic` says which change makes the answer old. */
export function useAsk<T>(
  topic: Topic,
  key: readonly unknown[],
  ask: () => Promise<Outcome<T>>,
  { enabled = true }: { enabled?: boolean } = {},
) {
  return useQuery<T, FailureError>({ queryKey: [topic, ...key], queryFn: () => answer(ask()), enabled });
}

/** Asks about something that is being typed. The last answer stays until the next one comes. */
export function useAskAsTyped<T>(topic: Topic, key: readonly unknown[], ask: () => Promise<Outcome<T>>) {
  return useQuery<T, FailureError>({
    queryKey: [topic, ...key],
    queryFn: () => answer(ask()),
    placeholderData: keepPreviousData,
  });
}

/** Asks where to begin: each time a screen opens, and not again while it is open. No change makes the answer old. */
export function useAskAtOpening<T>(key: readonly unknown[], ask: () => Promise<Outcome<T>>) {
  return useQuery<T, FailureError>({
    queryKey: ["opening", ...key],
    queryFn: () => answer(ask()),
    staleTime: "static",
    gcTime: 0,
  });
}

/** Asks for a list, page by page. */
export function useAskPages<T>(
  topic: Topic,
  key: readonly unknown[],
  ask: (page: string | null) => Promise<Outcome<Listing<T>>>,
) {
  return useInfiniteQuery<
    Listing<T>,
    FailureError,
    InfiniteData<Listing<T>>,
    readonly unknown[],
    string | null
  >({
    queryKey: [topic, ...key],
    queryFn: ({ pageParam }) => answer(ask(pageParam)),
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
  });
}

/** Tells the app to do something. What becomes old is said by the app's own event, never here. */
export function useTell<Said, T>(tell: (said: Said) => Promise<Outcome<T>>) {
  return useMutation<T, FailureError, Said>({ mutationFn: (said) => answer(tell(said)) });
}
