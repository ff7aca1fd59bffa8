import {
  commands,
  type RequestDraft,
  useAsk,
  useAskAsTyped,
  useAskAtOpening,
  useAskPages,
  useTell,
} from "../../bridge";

export function useSentRequests(system: string) {
  return useAskPages("requests", ["sent", system], (page) => commands.sentRequests(system, page));
}

export function useSentRequest(id: string) {
  return useAsk("requests", ["sentOne", id], () => commands.sentRequest(id));
}

export function useCheckedRequest(draft: RequestDraft) {
  return useAskAsTyped("requests", ["check", draft], () => commands.checkRequest(draft));
}

export function useRenderedRequest(draft: RequestDraft) {
  return useAskAsTyped("requests", ["render", draft], () => commands.renderRequest(draft));
}

export function useSendRequest() {
  return useTell((draft: RequestDraft) => commands.sendRequest(draft));
}

export function useWithdrawRequest(id: string) {
  return useTell((_: undefined) => commands.withdrawRequest(id));
}

export function useRequestDraft(system: string) {
  return useAskAtOpening(["requestDraft", system], () => commands.requestDraft(system));
}

export function useKeepRequestDraft(system: string) {
  return useTell((draft: RequestDraft | null) => commands.keepRequestDraft(system, draft));
}
