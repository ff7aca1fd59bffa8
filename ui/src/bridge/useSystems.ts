import { commands } from "./generated";
import { useAskPages } from "./useAsk";

/** The vendor's own entries in the system register. */
export function useSystems() {
  return useAskPages("systems", ["own"], () => commands.systems());
}
