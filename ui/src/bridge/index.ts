export { FailureError, type Outcome } from "./answer";
export type * from "./generated";
export { commands } from "./generated";
export { createQueries, followChanges } from "./queries";
export { useAsk, useAskAsTyped, useAskAtOpening, useAskPages, useTell } from "./useAsk";
export { useParties, useStatus } from "./useStatus";
export { useSystems } from "./useSystems";
