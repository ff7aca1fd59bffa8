import type { TFunction } from "i18next";
import type { Question } from "../../bridge";

/** A question of the diagnosis, and what to do when the answer is no. */
export function questionWords(question: Question, t: TFunction): { ask: string; fix: string } {
  switch (question) {
    case "systemRegisteredHere":
      return {
        ask: t("tokens.question.systemRegisteredHere.ask"),
        fix: t("tokens.question.systemRegisteredHere.fix"),
      };
    case "clientOnSystem":
      return { ask: t("tokens.question.clientOnSystem.ask"), fix: t("tokens.question.clientOnSystem.fix") };
    case "ownerIsOrganisation":
      return {
        ask: t("tokens.question.ownerIsOrganisation.ask"),
        fix: t("tokens.question.ownerIsOrganisation.fix"),
      };
    case "externalRefMatches":
      return {
        ask: t("tokens.question.externalRefMatches.ask"),
        fix: t("tokens.question.externalRefMatches.fix"),
      };
    case "requestApproved":
      return { ask: t("tokens.question.requestApproved.ask"), fix: t("tokens.question.requestApproved.fix") };
    case "accessAlive":
      return { ask: t("tokens.question.accessAlive.ask"), fix: t("tokens.question.accessAlive.fix") };
    case "scopeOnClient":
      return { ask: t("tokens.question.scopeOnClient.ask"), fix: t("tokens.question.scopeOnClient.fix") };
  }
}
