import type { TFunction } from "i18next";
import type { Problem } from "../bridge";
import type { Explanation } from "./explain";

/** The words for a refusal by Altinn's rules. */
export function explainProblem(problem: Problem, t: TFunction): Explanation {
  switch (problem) {
    case "partyNotFound":
      return { what: t("problems.partyNotFound.what"), next: t("problems.partyNotFound.next") };
    case "partyWithoutUuid":
      return { what: t("problems.partyWithoutUuid.what"), next: t("problems.partyWithoutUuid.next") };
    case "rightsNotDelegable":
      return { what: t("problems.rightsNotDelegable.what"), next: t("problems.rightsNotDelegable.next") };
    case "delegationFailed":
      return { what: t("problems.delegationFailed.what"), next: t("problems.delegationFailed.next") };
    case "revocationFailed":
      return { what: t("problems.revocationFailed.what"), next: t("problems.revocationFailed.next") };
    case "systemUserNotMade":
      return { what: t("problems.systemUserNotMade.what"), next: t("problems.systemUserNotMade.next") };
    case "systemUserExists":
      return { what: t("problems.systemUserExists.what"), next: t("problems.systemUserExists.next") };
    case "systemUserNotFound":
      return { what: t("problems.systemUserNotFound.what"), next: t("problems.systemUserNotFound.next") };
    case "systemUserOfOtherParty":
      return {
        what: t("problems.systemUserOfOtherParty.what"),
        next: t("problems.systemUserOfOtherParty.next"),
      };
    case "systemUserNotStandard":
      return {
        what: t("problems.systemUserNotStandard.what"),
        next: t("problems.systemUserNotStandard.next"),
      };
    case "systemUserNotDeleted":
      return { what: t("problems.systemUserNotDeleted.what"), next: t("problems.systemUserNotDeleted.next") };
    case "requestAlreadyAccepted":
      return {
        what: t("problems.requestAlreadyAccepted.what"),
        next: t("problems.requestAlreadyAccepted.next"),
      };
    case "requestPending":
      return { what: t("problems.requestPending.what"), next: t("problems.requestPending.next") };
    case "requestAlreadyDenied":
      return { what: t("problems.requestAlreadyDenied.what"), next: t("problems.requestAlreadyDenied.next") };
    case "requestAlreadyRejected":
      return {
        what: t("problems.requestAlreadyRejected.what"),
        next: t("problems.requestAlreadyRejected.next"),
      };
    case "requestNotFound":
    case "agentRequestNotFound":
      return { what: t("problems.requestNotFound.what"), next: t("problems.requestNotFound.next") };
    case "requestNotNew":
    case "changeRequestNotNew":
      return { what: t("problems.requestNotNew.what"), next: t("problems.requestNotNew.next") };
    case "requestOfOtherParty":
    case "agentRequestOfOtherParty":
      return { what: t("problems.requestOfOtherParty.what"), next: t("problems.requestOfOtherParty.next") };
    case "nothingRequested":
    case "noPackageRequested":
      return { what: t("problems.nothingRequested.what"), next: t("problems.nothingRequested.next") };
    case "systemNotFound":
      return { what: t("problems.systemNotFound.what"), next: t("problems.systemNotFound.next") };
    case "systemNameMissing":
      return { what: t("problems.systemNameMissing.what"), next: t("problems.systemNameMissing.next") };
    case "redirectsNotRegistered":
      return {
        what: t("problems.redirectsNotRegistered.what"),
        next: t("problems.redirectsNotRegistered.next"),
      };
    case "redirectNotAllowed":
      return { what: t("problems.redirectNotAllowed.what"), next: t("problems.redirectNotAllowed.next") };
    case "vendorUnknown":
      return { what: t("problems.vendorUnknown.what"), next: t("problems.vendorUnknown.next") };
    case "delegationCheckFailed":
      return {
        what: t("problems.delegationCheckFailed.what"),
        next: t("problems.delegationCheckFailed.next"),
      };
    case "roleMissing":
      return { what: t("problems.roleMissing.what"), next: t("problems.roleMissing.next") };
    case "delegationMissing":
      return { what: t("problems.delegationMissing.what"), next: t("problems.delegationMissing.next") };
    case "serviceListMissing":
      return { what: t("problems.serviceListMissing.what"), next: t("problems.serviceListMissing.next") };
    case "authenticationLevelTooLow":
      return {
        what: t("problems.authenticationLevelTooLow.what"),
        next: t("problems.authenticationLevelTooLow.next"),
      };
    case "packageAccessMissing":
      return { what: t("problems.packageAccessMissing.what"), next: t("problems.packageAccessMissing.next") };
    case "accessListMissing":
      return { what: t("problems.accessListMissing.what"), next: t("problems.accessListMissing.next") };
    case "resourceNotDelegable":
      return { what: t("problems.resourceNotDelegable.what"), next: t("problems.resourceNotDelegable.next") };
    case "resourceIsMaskinportenSchema":
      return {
        what: t("problems.resourceIsMaskinportenSchema.what"),
        next: t("problems.resourceIsMaskinportenSchema.next"),
      };
    case "packageCheckFailed":
      return { what: t("problems.packageCheckFailed.what"), next: t("problems.packageCheckFailed.next") };
    case "packageInvalid":
      return { what: t("problems.packageInvalid.what"), next: t("problems.packageInvalid.next") };
    case "packageNotHeld":
      return { what: t("problems.packageNotHeld.what"), next: t("problems.packageNotHeld.next") };
    case "packageDelegationFailed":
      return {
        what: t("problems.packageDelegationFailed.what"),
        next: t("problems.packageDelegationFailed.next"),
      };
    case "packageOutsideSystem":
      return { what: t("problems.packageOutsideSystem.what"), next: t("problems.packageOutsideSystem.next") };
    case "packageNotAssignable":
      return { what: t("problems.packageNotAssignable.what"), next: t("problems.packageNotAssignable.next") };
    case "packageNotDelegable":
      return { what: t("problems.packageNotDelegable.what"), next: t("problems.packageNotDelegable.next") };
    case "packagesUnreadable":
      return { what: t("problems.packagesUnreadable.what"), next: t("problems.packagesUnreadable.next") };
    case "rightsUnreadable":
      return { what: t("problems.rightsUnreadable.what"), next: t("problems.rightsUnreadable.next") };
    case "accessManagerNeeded":
      return { what: t("problems.accessManagerNeeded.what"), next: t("problems.accessManagerNeeded.next") };
    case "customerNotValid":
      return { what: t("problems.customerNotValid.what"), next: t("problems.customerNotValid.next") };
    case "clientNotUnlinked":
      return { what: t("problems.clientNotUnlinked.what"), next: t("problems.clientNotUnlinked.next") };
    case "agentNotDeleted":
      return { what: t("problems.agentNotDeleted.what"), next: t("problems.agentNotDeleted.next") };
    case "systemUserNotAgent":
      return { what: t("problems.systemUserNotAgent.what"), next: t("problems.systemUserNotAgent.next") };
    case "severalDelegations":
      return { what: t("problems.severalDelegations.what"), next: t("problems.severalDelegations.next") };
    case "facilitatorOfOtherParty":
      return {
        what: t("problems.facilitatorOfOtherParty.what"),
        next: t("problems.facilitatorOfOtherParty.next"),
      };
    case "clientsUnauthorized":
      return { what: t("problems.clientsUnauthorized.what"), next: t("problems.clientsUnauthorized.next") };
    case "clientsForbidden":
      return { what: t("problems.clientsForbidden.what"), next: t("problems.clientsForbidden.next") };
    case "clientsUnreadable":
      return { what: t("problems.clientsUnreadable.what"), next: t("problems.clientsUnreadable.next") };
    case "packageNotRevoked":
      return { what: t("problems.packageNotRevoked.what"), next: t("problems.packageNotRevoked.next") };
    case "clientNotFound":
      return { what: t("problems.clientNotFound.what"), next: t("problems.clientNotFound.next") };
    case "clientLacksPackages":
      return { what: t("problems.clientLacksPackages.what"), next: t("problems.clientLacksPackages.next") };
  }
}
