import type { TFunction } from "i18next";
import type { VaultState } from "../bridge";
import { explainVault } from "./explain";

/** Where private keys are kept now, so that nobody has to remember what they chose. */
export function vaultWords(vault: VaultState, t: TFunction): string {
  if (vault.kind === "passphraseNeeded") return t("vaults.unlockText");
  if (vault.kind === "choiceNeeded") return explainVault(vault.fault, t).what;
  switch (vault.kept) {
    case "keyring":
      return t("vaults.kept.keyring");
    case "passphrase":
      return t("vaults.kept.passphrase");
    case "memory":
      return t("vaults.kept.memory");
  }
}
