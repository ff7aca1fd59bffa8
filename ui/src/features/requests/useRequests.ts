import { commands, useAsk, useAskPages, useTell } from "../../bridge";

export function useInbox(party: number) {
  return useAskPages("requests", ["inbox", party], () => commands.inbox(party));
}

export function useRequestSheet(id: string) {
  return useAsk("requests", ["sheet", id], () => commands.requestSheet(id));
}

export function useApproveRequest(party: number, id: string) {
  return useTell((_: undefined) => commands.approveRequest(party, id));
}

export function useRejectRequest(party: number, id: string) {
  return useTell((reason: string | null) => commands.rejectRequest(party, id, reason));
}

export function useEscalateRequest(party: number, id: string) {
  return useTell((_: undefined) => commands.escalateRequest(party, id));
}

export function useRequestInLink() {
  return useTell((link: string) => commands.requestInLink(link));
}

export function useOpenLink() {
  return useTell((address: string) => commands.openLink(address));
}
