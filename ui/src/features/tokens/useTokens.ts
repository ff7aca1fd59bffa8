import { commands, type TokenWish, useTell } from "../../bridge";

export function useFetchToken() {
  return useTell((wish: TokenWish) => commands.fetchToken(wish));
}

export function useDecodeToken() {
  return useTell((token: string) => commands.decodeToken(token));
}

export function useDiagnose() {
  return useTell((wish: TokenWish) => commands.diagnose(wish));
}

export function useOpenClaims() {
  return useTell((wish: TokenWish) => commands.openClaims(wish));
}
