import type { TFunction } from "i18next";
import type { MaskinportenRefusal } from "../bridge";

/** Maskinporten's code for a refusal and the words for it. The code is absent where Maskinporten has none. */
export function explainRefusal(
  refusal: MaskinportenRefusal,
  t: TFunction,
): { code: string | undefined; text: string } {
  switch (refusal.kind) {
    case "grantMalformed":
      return { code: "MP-011", text: t("refusals.grantMalformed") };
    case "grantTypeUnsupported":
      return { code: undefined, text: t("refusals.grantTypeUnsupported") };
    case "grantUsed":
      return { code: "MP-012", text: t("refusals.grantUsed") };
    case "clientUnknown":
      return { code: "MP-100", text: t("refusals.clientUnknown") };
    case "audienceWrong":
      return { code: "MP-110", text: t("refusals.audienceWrong") };
    case "certificateNotAccepted":
      return { code: "MP-120", text: t("refusals.certificateNotAccepted") };
    case "keyExpired":
      return { code: "MP-121", text: t("refusals.keyExpired") };
    case "certificateOfOtherOrganisation":
      return { code: "MP-122", text: t("refusals.certificateOfOtherOrganisation") };
    case "certificateHeaderMalformed":
      return { code: "MP-123", text: t("refusals.certificateHeaderMalformed") };
    case "signatureInvalid":
      return { code: "MP-124", text: t("refusals.signatureInvalid") };
    case "keyUnknown":
      return { code: undefined, text: t("refusals.keyUnknown") };
    case "keyIdMissing":
      return { code: undefined, text: t("refusals.keyIdMissing") };
    case "issuedInFuture":
      return { code: undefined, text: t("refusals.issuedInFuture") };
    case "lifetimeTooLong":
      return { code: undefined, text: t("refusals.lifetimeTooLong") };
    case "grantExpired":
      return { code: "MP-130", text: t("refusals.grantExpired") };
    case "scopeNotOnClient":
      return { code: "MP-200", text: t("refusals.scopeNotOnClient", { scope: refusal.scope }) };
    case "scopeNotForMaskinporten":
      return { code: "MP-201", text: t("refusals.scopeNotForMaskinporten") };
    case "scopeNotGranted":
      return { code: "MP-250", text: t("refusals.scopeNotGranted", { scope: refusal.scope }) };
    case "scopeNotDelegated":
      return { code: "MP-251", text: t("refusals.scopeNotDelegated", { scope: refusal.scope }) };
    case "consumerOrgInvalid":
      return { code: undefined, text: t("refusals.consumerOrgInvalid") };
    case "detailTypeUnknown":
      return { code: "MP-301", text: t("refusals.detailTypeUnknown") };
    case "detailMemberUnknown":
      return { code: "MP-302", text: t("refusals.detailMemberUnknown") };
    case "systemUserUnresolved":
      return { code: "MP-303", text: t("refusals.systemUserUnresolved") };
  }
}
