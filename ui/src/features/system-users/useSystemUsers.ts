import { commands, useAsk, useAskPages, useTell } from "../../bridge";

export function useAccesses(party: number) {
  return useAskPages("systemUsers", ["list", party], () => commands.accesses(party));
}

export function useAccess(party: number, id: string) {
  return useAsk("systemUsers", ["access", party, id], () => commands.access(party, id));
}

export function useRemovalImpact(party: number, id: string) {
  return useAsk("systemUsers", ["impact", party, id], () => commands.removalImpact(party, id));
}

export function useRemoveAccess(party: number, id: string) {
  return useTell((reason: string | null) => commands.removeAccess(party, id, reason));
}

export function useVisibleSystems() {
  return useAskPages("systems", ["visible"], () => commands.visibleSystems());
}

export function useOffer(party: number, system: string) {
  return useAsk("systemUsers", ["offer", party, system], () => commands.offer(party, system));
}

export function useCreateAccess(party: number, system: string) {
  return useTell((title: string) => commands.createAccess(party, system, title));
}
