import type { TFunction } from "i18next";
import type { Failure, VaultFault } from "../bridge";
import { explainProblem } from "./explainProblem";
import { explainRefusal } from "./explainRefusal";

/** What happened, and what to do next. */
export interface Explanation {
  what: string;
  next: string;
}

/** The words for a failure. A kind without words does not compile. */
export function explain(failure: Failure, t: TFunction): Explanation {
  switch (failure.kind) {
    case "offline":
      return { what: t("failures.offline.what", { host: failure.host }), next: t("failures.offline.next") };
    case "signedOut":
      return { what: t("failures.signedOut.what"), next: t("failures.signedOut.next") };
    case "notAllowed":
      return { what: t("failures.notAllowed.what"), next: t("failures.notAllowed.next") };
    case "notFound":
      return { what: t("failures.notFound.what"), next: t("failures.notFound.next") };
    case "refused":
      return explainProblem(failure.problem, t);
    case "invalid":
      return {
        what: t("failures.invalid.what", { count: failure.findings.length }),
        next: t("failures.invalid.next"),
      };
    case "tokenRefused": {
      const { code, text } = explainRefusal(failure.refusal, t);
      return {
        what: t("failures.tokenRefused.what", { code: code ?? t("failures.tokenRefused.noCode") }),
        next: text,
      };
    }
    case "serviceRefused":
      return {
        what: t("failures.serviceRefused.what", { code: failure.code }),
        next: t("failures.serviceRefused.next", { message: failure.message }),
      };
    case "locked":
      return explainVault(failure.fault, t);
    case "disk":
      return { what: t("failures.disk.what"), next: t("failures.disk.next") };
    case "unexpected":
      return {
        what: t("failures.unexpected.what", { host: failure.host }),
        next: t("failures.unexpected.next", { reference: failure.reference }),
      };
  }
}

/** The words for keys that cannot be reached. */
export function explainVault(fault: VaultFault, t: TFunction): Explanation {
  switch (fault) {
    case "keyringMissing":
      return {
        what: t("failures.locked.keyringMissing.what"),
        next: t("failures.locked.keyringMissing.next"),
      };
    case "keyringLocked":
      return { what: t("failures.locked.keyringLocked.what"), next: t("failures.locked.keyringLocked.next") };
    case "passphraseNeeded":
      return {
        what: t("failures.locked.passphraseNeeded.what"),
        next: t("failures.locked.passphraseNeeded.next"),
      };
    case "passphraseTooShort":
      return {
        what: t("failures.locked.passphraseTooShort.what"),
        next: t("failures.locked.passphraseTooShort.next"),
      };
    case "passphraseWrong":
      return {
        what: t("failures.locked.passphraseWrong.what"),
        next: t("failures.locked.passphraseWrong.next"),
      };
    case "keyLost":
      return { what: t("failures.locked.keyLost.what"), next: t("failures.locked.keyLost.next") };
  }
}
