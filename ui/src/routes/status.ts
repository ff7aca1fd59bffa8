import { createContext, use } from "react";
import type { Status } from "../bridge";

export const StatusContext = createContext<Status | undefined>(undefined);

/** Where the app is and as whom; known to every screen, because none is drawn before it is. */
export function useKnownStatus(): Status {
  const status = use(StatusContext);
  if (!status) throw new Error("a screen was drawn before the app's status was known");
  return status;
}
