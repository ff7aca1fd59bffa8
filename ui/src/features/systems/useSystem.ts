import { commands, type SystemDraft, useAsk, useAskAsTyped, useAskAtOpening, useTell } from "../../bridge";

export function useSystem(id: string) {
  return useAsk("systems", ["one", id], () => commands.system(id));
}

export function useCheckedSystem(text: string, replaces: string | null) {
  return useAskAsTyped("systems", ["check", replaces, text], () => commands.checkSystem(text, replaces));
}

export function useRenderedSystem(draft: SystemDraft) {
  return useAsk("systems", ["render", draft], () => commands.renderSystem(draft));
}

export function useRenderSystem() {
  return useTell((draft: SystemDraft) => commands.renderSystem(draft));
}

export function useRegisterSystem() {
  return useTell((text: string) => commands.registerSystem(text));
}

export function useReplaceSystem(id: string) {
  return useTell((text: string) => commands.replaceSystem(id, text));
}

export function useDeleteSystem(id: string) {
  return useTell((_: undefined) => commands.deleteSystem(id));
}

export function useSystemDraft() {
  return useAskAtOpening(["systemDraft"], () => commands.systemDraft());
}

export function useKeepSystemDraft() {
  return useTell((text: string | null) => commands.keepSystemDraft(text));
}

export function useCatalogue(words: string) {
  return useAskAsTyped("systems", ["catalogue", words], () => commands.catalogue(words));
}
