import type { TFunction } from "i18next";
import type { Action } from "../../bridge";

/** One word for a decision, as in a table. */
export function wordOf(action: Action, t: TFunction): string {
  switch (action) {
    case "approved":
      return t("history.approved");
    case "rejected":
      return t("history.rejected");
    case "passedOn":
      return t("history.passedOn");
    case "created":
      return t("history.created");
    case "removed":
      return t("history.removed");
  }
}

/** One sentence for a decision, as on a receipt. */
export function sentenceOf(action: Action, t: TFunction): string {
  switch (action) {
    case "approved":
      return t("requests.receipt.approved");
    case "rejected":
      return t("requests.receipt.rejected");
    case "passedOn":
      return t("requests.receipt.passedOn");
    case "created":
      return t("requests.receipt.created");
    case "removed":
      return t("requests.receipt.removed");
  }
}
