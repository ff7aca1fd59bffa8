import type { TFunction } from "i18next";
import type { ClaimMeaning } from "../../bridge";

/** What a claim says, in plain words. */
export function meaningWords(meaning: ClaimMeaning, t: TFunction): string {
  switch (meaning) {
    case "issuer":
      return t("tokens.meaning.issuer");
    case "consumer":
      return t("tokens.meaning.consumer");
    case "supplier":
      return t("tokens.meaning.supplier");
    case "client":
      return t("tokens.meaning.client");
    case "clientAuthentication":
      return t("tokens.meaning.clientAuthentication");
    case "scope":
      return t("tokens.meaning.scope");
    case "audience":
      return t("tokens.meaning.audience");
    case "issuedAt":
      return t("tokens.meaning.issuedAt");
    case "expiresAt":
      return t("tokens.meaning.expiresAt");
    case "tokenId":
      return t("tokens.meaning.tokenId");
    case "tokenType":
      return t("tokens.meaning.tokenType");
    case "detailsType":
      return t("tokens.meaning.detailsType");
    case "systemUserOwner":
      return t("tokens.meaning.systemUserOwner");
    case "systemUserId":
      return t("tokens.meaning.systemUserId");
    case "system":
      return t("tokens.meaning.system");
    case "externalRef":
      return t("tokens.meaning.externalRef");
    case "other":
      return t("tokens.meaning.other");
  }
}
