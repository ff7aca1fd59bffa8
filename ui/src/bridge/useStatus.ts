import { commands, type Session } from "./generated";
import { useAsk } from "./useAsk";

/** Where the app is and as whom. */
export function useStatus() {
  return useAsk("session", ["status"], commands.status);
}

/** The organisations that the signed-in person can act for. Nothing is asked, or shown, for anybody else. */
export function useParties(session: Session) {
  const person = session.kind === "signedIn" ? session.person : null;
  return useAsk("requests", ["parties", person], commands.parties, { enabled: person !== null });
}
