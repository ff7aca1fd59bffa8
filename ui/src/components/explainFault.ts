import type { TFunction } from "i18next";
import type { Fault, OrgNumberFault } from "../bridge";
import type { Explanation } from "./explain";
import { explainProblem } from "./explainProblem";
import { explainSystemFault } from "./explainSystemFault";

/** The words for something wrong in what a vendor wrote. */
export function explainFault(fault: Fault, t: TFunction): Explanation {
  switch (fault.kind) {
    case "trailingComma":
      return { what: t("faults.trailingComma.what"), next: t("faults.trailingComma.next") };
    case "notJson":
      return {
        what: t("faults.notJson.what"),
        next: t("faults.notJson.next", { expected: fault.expected }),
      };
    case "memberMissing":
      return {
        what: t("faults.memberMissing.what", { member: fault.member }),
        next: t("faults.memberMissing.next"),
      };
    case "wrongShape":
      return {
        what: t("faults.wrongShape.what", { member: fault.member }),
        next: t("faults.wrongShape.next"),
      };
    case "orgNumber":
      return { what: orgNumberFault(fault.fault, t), next: t("faults.orgNumber.next") };
    case "foreignPrefix":
      return {
        what: t("faults.foreignPrefix.what"),
        next: t("faults.foreignPrefix.next", { own: fault.own }),
      };
    case "system":
      return explainSystemFault(fault.fault, t);
    case "request":
      return explainProblem(fault.problem, t);
  }
}

function orgNumberFault(fault: OrgNumberFault, t: TFunction): string {
  switch (fault.kind) {
    case "notDigits":
      return t("faults.orgNumber.notDigits");
    case "length":
      return t("faults.orgNumber.length", { count: fault.digits });
    case "checkDigit":
      return t("faults.orgNumber.checkDigit");
  }
}
