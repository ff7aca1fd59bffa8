import { createContext, use } from "react";
import type { Party } from "../bridge";

export const PartyContext = createContext<Party | undefined>(undefined);

/** The name of the organisation the person acts for. */
export function usePartyName(): string {
  return use(PartyContext)?.name ?? "";
}
