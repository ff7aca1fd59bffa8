import type { TFunction } from "i18next";
import type { Reason } from "../bridge";
import type { Explanation } from "./explain";
import { explainProblem } from "./explainProblem";

/** The words for why a person cannot hand something on, and who can help. */
export function explainReason(reason: Reason, t: TFunction): Explanation {
  switch (reason) {
    case "notAccessManager":
      return explainProblem("accessManagerNeeded", t);
    case "missingRole":
      return explainProblem("roleMissing", t);
    case "missingDelegation":
      return explainProblem("delegationMissing", t);
    case "missingPackage":
      return explainProblem("packageAccessMissing", t);
    case "missingServiceList":
      return explainProblem("serviceListMissing", t);
    case "authenticationLevelTooLow":
      return explainProblem("authenticationLevelTooLow", t);
    case "accessListFailed":
      return explainProblem("accessListMissing", t);
    case "notDelegable":
      return explainProblem("resourceNotDelegable", t);
    case "maskinportenSchema":
      return explainProblem("resourceIsMaskinportenSchema", t);
    case "unknown":
      return explainProblem("delegationCheckFailed", t);
  }
}
