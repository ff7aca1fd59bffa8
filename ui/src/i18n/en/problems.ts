export const problems = {
  partyNotFound: {
    what: "The organisation is not in the register.",
    next: "Check the organisation number.",
  },
  partyWithoutUuid: {
    what: "The organisation lacks an internal key at Altinn.",
    next: "Altinn has to correct this. Contact their support.",
  },
  rightsNotDelegable: {
    what: "The request asks for something the system is not registered with, or that cannot be passed on.",
    next: "The vendor has to choose among the authorities the system is registered with.",
  },
  delegationFailed: {
    what: "The authorities were not given. Nothing has changed.",
    next: "Try again in a while.",
  },
  revocationFailed: {
    what: "The authorities were not withdrawn.",
    next: "Try again in a while. The system still has access.",
  },
  systemUserNotMade: {
    what: "The system access was not created.",
    next: "Try again in a while.",
  },
  systemUserExists: {
    what: "The organisation already has an access for this system with the same reference.",
    next: "Use the one that exists, or choose another reference.",
  },
  systemUserNotFound: {
    what: "The system access no longer exists.",
    next: "It may have been removed. Go back to the list.",
  },
  systemUserOfOtherParty: {
    what: "The system access belongs to another organisation.",
    next: "Change organisation at the top.",
  },
  systemUserNotStandard: {
    what: "This is a system access for clients, and it cannot be handled here.",
    next: "Use Altinn for this access.",
  },
  systemUserNotDeleted: {
    what: "The system access was not removed.",
    next: "Try again in a while. The system still has access.",
  },
  requestAlreadyAccepted: {
    what: "A request with the same system, organisation and reference is already approved.",
    next: "Choose a new reference if there is to be one more access.",
  },
  requestPending: {
    what: "A request with the same system, organisation and reference is waiting for an answer.",
    next: "Send the customer the link again, or withdraw the request first.",
  },
  requestAlreadyDenied: {
    what: "A request with the same system, organisation and reference was rejected.",
    next: "Delete it, or choose a new reference.",
  },
  requestAlreadyRejected: {
    what: "A request with the same system, organisation and reference was rejected.",
    next: "Delete it, or choose a new reference.",
  },
  requestNotFound: {
    what: "The request does not exist for this organisation.",
    next: "The vendor may have withdrawn it, or it is for another organisation.",
  },
  requestNotNew: {
    what: "The request has already been answered.",
    next: "The answer that came first stands.",
  },
  requestOfOtherParty: {
    what: "The request is for another organisation.",
    next: "Change organisation at the top.",
  },
  nothingRequested: {
    what: "The request asks for no authority.",
    next: "Choose at least one authority.",
  },
  systemNotFound: {
    what: "The system is not in the system register of this environment.",
    next: "Check the system id, or register the system.",
  },
  systemNameMissing: {
    what: "The system lacks a name in the system register.",
    next: "The vendor has to register names in Bokmål, Nynorsk and English.",
  },
  redirectsNotRegistered: {
    what: "The system has no registered return address.",
    next: "Register the address on the system first, or send without one.",
  },
  redirectNotAllowed: {
    what: "The return address matches none of the system's registered addresses.",
    next: "Everything before the question mark must equal a registered address.",
  },
  vendorUnknown: {
    what: "The token does not say which vendor it is for.",
    next: "Check the Maskinporten client under Set-up.",
  },
  delegationCheckFailed: {
    what: "Altinn could not check whether you can give the authorities.",
    next: "Try again in a while.",
  },
  roleMissing: {
    what: "Your role does not give this authority.",
    next: "The managing director, main administrator or access manager can approve.",
  },
  delegationMissing: {
    what: "You may use the authority, but not pass it on.",
    next: "Ask the main administrator to approve.",
  },
  serviceListMissing: {
    what: "The organisation is not on the service owner's list for this service.",
    next: "The service owner decides who is on it. Contact them.",
  },
  authenticationLevelTooLow: {
    what: "The service requires a stronger sign-in.",
    next: "Sign in again with a higher security level.",
  },
  packageAccessMissing: {
    what: "You lack the access package that gives this authority.",
    next: "Ask someone who has the package to approve.",
  },
  accessListMissing: {
    what: "The vendor is not on the access list of the service.",
    next: "The vendor has to ask the service owner to be added.",
  },
  resourceNotDelegable: {
    what: "The service cannot be given to a system.",
    next: "The vendor has to correct this in the registration.",
  },
  resourceIsMaskinportenSchema: {
    what: "The service is a Maskinporten schema and cannot be given to a system.",
    next: "The vendor has to correct this in the registration.",
  },
  packageCheckFailed: {
    what: "Altinn could not check the access packages.",
    next: "Try again in a while.",
  },
  packageInvalid: {
    what: "One of the access packages does not exist.",
    next: "The vendor has to correct the name of the package.",
  },
  packageNotHeld: {
    what: "You cannot pass on one of the access packages.",
    next: "Ask someone who has the package to approve.",
  },
  packageDelegationFailed: {
    what: "An access package was not given. Nothing has changed.",
    next: "Try again in a while.",
  },
  packageOutsideSystem: {
    what: "The request asks for an access package the system is not registered with.",
    next: "Add the package to the system first.",
  },
  packageNotAssignable: {
    what: "One of the access packages can only be given on behalf of clients.",
    next: "Choose another package, or ask for a system access for clients.",
  },
  packageNotDelegable: {
    what: "One of the access packages cannot be used on behalf of clients.",
    next: "Choose another package, or ask for an own system access.",
  },
  packagesUnreadable: {
    what: "Altinn could not read which access packages the system has.",
    next: "Try again in a while.",
  },
  rightsUnreadable: {
    what: "Altinn could not read which single services the system has.",
    next: "Try again in a while.",
  },
  accessManagerNeeded: {
    what: "This has to be done by an access manager.",
    next: "Ask the managing director, main administrator or access manager.",
  },
  customerNotValid: {
    what: "The organisation to add was not understood.",
    next: "Choose the client from the list.",
  },
  clientNotUnlinked: {
    what: "The client was not removed from the system access.",
    next: "It may be gone already. Load the list again.",
  },
  agentNotDeleted: {
    what: "The system access for clients was not removed.",
    next: "Try again in a moment. The system still has access.",
  },
  systemUserNotAgent: {
    what: "This is not a system access for clients.",
    next: "Choose a system access that is for clients.",
  },
  severalDelegations: {
    what: "Several system accesses have this client.",
    next: "Choose which one to remove the client from.",
  },
  facilitatorOfOtherParty: {
    what: "The system access belongs to another organisation.",
    next: "Change organisation at the top.",
  },
  clientsUnauthorized: {
    what: "Altinn does not recognise your sign-in.",
    next: "Sign in again.",
  },
  clientsForbidden: {
    what: "You cannot see or change the organisation’s clients.",
    next: "A client administrator at the organisation can.",
  },
  clientsUnreadable: {
    what: "The clients could not be fetched.",
    next: "Try again in a moment.",
  },
  packageNotRevoked: {
    what: "An access package was not taken back.",
    next: "Try again in a moment. The system still has access.",
  },
  clientNotFound: {
    what: "The organisation is not your client.",
    next: "The client must first give you a role or an authorisation.",
  },
  clientLacksPackages: {
    what: "The client has not given you all that the system access needs.",
    next: "Ask the client for what is missing.",
  },
};
