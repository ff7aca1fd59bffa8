export const faults = {
  trailingComma: {
    what: "Comma after the last member",
    next: "Remove the comma.",
  },
  notJson: {
    what: "The text is not valid JSON",
    next: "Expected here: {{expected}}",
  },
  memberMissing: {
    what: "“{{member}}” is missing",
    next: "Add it.",
  },
  wrongShape: {
    what: "“{{member}}” has the wrong shape",
    next: "Compare with the example in the form.",
  },
  orgNumber: {
    notDigits: "The organisation number holds something else than digits",
    length_one: "The organisation number has {{count}} digit",
    length_other: "The organisation number has {{count}} digits",
    checkDigit: "The check digit of the organisation number does not fit",
    next: "An organisation number has nine digits. Check that all are there.",
  },
  foreignPrefix: {
    what: "The id does not begin with your own organisation number",
    next: "Begin with {{own}}_",
  },
  vendorNotIso6523: {
    what: "The vendor is not written as 0192:organisation number",
    next: "Write 0192: before the nine digits.",
  },
  idHasBlank: {
    what: "The id holds a blank",
    next: "Use an underscore or a hyphen.",
  },
  idPrefixNotVendor: {
    what: "The id does not begin with the vendor's number",
    next: "The id is the organisation number, an underscore and a name.",
  },
  idExists: {
    what: "The id has been used before",
    next: "Choose another. An id cannot be used again, not even after deletion.",
  },
  idDiffersFromPath: {
    what: "The id has been changed",
    next: "Put it back, or register a new system.",
  },
  languageMissing: {
    what: "“{{field}}” lacks {{language}}",
    next: "Altinn requires nb, nn and en. Copy from a language you have.",
  },
  redirectNotHttps: {
    what: "The return address is not a full https address",
    next: "Correct: {{addresses}}",
  },
  clientIdTaken: {
    what: "The client id belongs to another system",
    next: "A client id can be on one system only: {{ids}}",
  },
  clientIdsDuplicate: {
    what: "The same client id is listed twice",
    next: "Remove one of them.",
  },
  resourceIdMalformed: {
    what: "A resource is not given as urn:altinn:resource",
    next: "Concerns: {{resources}}",
  },
  resourceNotFound: {
    what: "A service does not exist in this environment",
    next: "Check the name: {{resources}}",
  },
  resourceTypeNotDelegable: {
    what: "A service is not open to system access",
    next: "The service owner has to open it: {{resources}}",
  },
  rightsDuplicate: {
    what: "The same service is listed twice",
    next: "Remove one of them.",
  },
  packagesUnusable: {
    what: "An access package cannot be used",
    next: "Check: {{packages}}",
  },
  packagesDuplicate: {
    what: "The same access package is listed twice",
    next: "Remove one of them.",
  },
  packagesForClientsInVisibleSystem: {
    what: "An access package for clients cannot be on a visible system",
    next: "Hide the system from customers, or remove the package.",
  },
};
