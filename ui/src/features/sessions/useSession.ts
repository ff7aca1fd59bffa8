import { commands, useTell } from "../../bridge";

export function useBeginSignIn() {
  return useTell((language: string) => commands.beginSignIn(language));
}

export function useCancelSignIn() {
  return useTell((_: undefined) => commands.cancelSignIn());
}
