import { commands, useAsk, useAskPages } from "../../bridge";

export function useDecisions(party: number) {
  return useAskPages("history", ["decisions", party], (page) => commands.decisions(party, page));
}

export function useDecision(id: string) {
  return useAsk("history", ["decision", id], () => commands.decision(id));
}
