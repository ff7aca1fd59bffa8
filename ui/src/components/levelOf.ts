import type { TFunction } from "i18next";
import type { Authority } from "../bridge";

/** Whether an authority lets a system read or also write; nothing when the actions are not known. */
export function levelOf(authority: Authority, t: TFunction): string | undefined {
  if (authority.actions.length === 0) return undefined;
  if (onlyReads(authority)) return t("requests.authority.levels.read");
  if (authority.actions.some((action) => action === "write")) return t("requests.authority.levels.write");
  return t("requests.authority.levels.other", { actions: authority.actions.join(", ") });
}

/** The actions are known, and each of them only reads. */
export function onlyReads(authority: Authority): boolean {
  return authority.actions.length > 0 && authority.actions.every((action) => action === "read");
}
