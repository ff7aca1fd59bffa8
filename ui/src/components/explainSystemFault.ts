import type { TFunction } from "i18next";
import type { SystemFault } from "../bridge";
import type { Explanation } from "./explain";

/** The words for what the system register would refuse. */
export function explainSystemFault(fault: SystemFault, t: TFunction): Explanation {
  switch (fault.kind) {
    case "vendorNotIso6523":
      return { what: t("faults.vendorNotIso6523.what"), next: t("faults.vendorNotIso6523.next") };
    case "idHasBlank":
      return { what: t("faults.idHasBlank.what"), next: t("faults.idHasBlank.next") };
    case "idPrefixNotVendor":
      return { what: t("faults.idPrefixNotVendor.what"), next: t("faults.idPrefixNotVendor.next") };
    case "idExists":
      return { what: t("faults.idExists.what"), next: t("faults.idExists.next") };
    case "idDiffersFromPath":
      return { what: t("faults.idDiffersFromPath.what"), next: t("faults.idDiffersFromPath.next") };
    case "languageMissing":
      return {
        what: t("faults.languageMissing.what", { field: fault.field, language: fault.language }),
        next: t("faults.languageMissing.next"),
      };
    case "redirectNotHttps":
      return {
        what: t("faults.redirectNotHttps.what"),
        next: t("faults.redirectNotHttps.next", { addresses: fault.addresses.join(", ") }),
      };
    case "clientIdTaken":
      return {
        what: t("faults.clientIdTaken.what"),
        next: t("faults.clientIdTaken.next", { ids: fault.clientIds.join(", ") }),
      };
    case "clientIdsDuplicate":
      return { what: t("faults.clientIdsDuplicate.what"), next: t("faults.clientIdsDuplicate.next") };
    case "resourceIdMalformed":
      return {
        what: t("faults.resourceIdMalformed.what"),
        next: t("faults.resourceIdMalformed.next", { resources: fault.resources.join(", ") }),
      };
    case "resourceNotFound":
      return {
        what: t("faults.resourceNotFound.what"),
        next: t("faults.resourceNotFound.next", { resources: fault.resources.join(", ") }),
      };
    case "resourceTypeNotDelegable":
      return {
        what: t("faults.resourceTypeNotDelegable.what"),
        next: t("faults.resourceTypeNotDelegable.next", { resources: fault.resources.join(", ") }),
      };
    case "rightsDuplicate":
      return { what: t("faults.rightsDuplicate.what"), next: t("faults.rightsDuplicate.next") };
    case "packagesUnusable":
      return {
        what: t("faults.packagesUnusable.what"),
        next: t("faults.packagesUnusable.next", {
          packages: [...fault.malformed, ...fault.notFound, ...fault.notDelegable].join(", "),
        }),
      };
    case "packagesDuplicate":
      return { what: t("faults.packagesDuplicate.what"), next: t("faults.packagesDuplicate.next") };
    case "packagesForClientsInVisibleSystem":
      return {
        what: t("faults.packagesForClientsInVisibleSystem.what"),
        next: t("faults.packagesForClientsInVisibleSystem.next"),
      };
  }
}
