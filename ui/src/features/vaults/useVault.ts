import { commands, useTell } from "../../bridge";

export function useOpenWithPassphrase() {
  return useTell((passphrase: string) => commands.openWithPassphrase(passphrase));
}

export function useKeepInMemory() {
  return useTell((_: undefined) => commands.keepInMemory());
}

export function useTryKeyringAgain() {
  return useTell((_: undefined) => commands.tryKeyringAgain());
}
