export const failures = {
  offline: {
    what: "Cannot reach {{host}}",
    next: "Check the network. Decisions are never queued while you are offline.",
  },
  signedOut: {
    what: "The sign-in has run out",
    next: "Sign in again. You come back here.",
  },
  notAllowed: {
    what: "You are not allowed to do this for the organisation",
    next: "The managing director, main administrator or access manager can help.",
  },
  notFound: {
    what: "This no longer exists",
    next: "It may have been withdrawn or removed. Go back to the list.",
  },
  invalid: {
    what_one: "{{count}} fault must be corrected",
    what_other: "{{count}} faults must be corrected",
    next: "Correct them and try again.",
  },
  tokenRefused: {
    what: "Maskinporten gave no token ({{code}})",
    noCode: "no code",
  },
  serviceRefused: {
    what: "The service owner refused the call ({{code}})",
    next: "The answer was: {{message}}",
  },
  locked: {
    keyringMissing: {
      what: "The computer has no keyring",
      next: "Choose where the keys shall be kept instead.",
    },
    keyringLocked: {
      what: "The keyring of the computer is locked",
      next: "Unlock it and try again, or choose another place for the keys.",
    },
    passphraseNeeded: {
      what: "The keys are kept under a passphrase",
      next: "Type the passphrase to open them.",
    },
    passphraseTooShort: {
      what: "The passphrase is too short",
      next: "Use at least eight characters.",
    },
    passphraseWrong: {
      what: "The passphrase does not fit",
      next: "Type it again.",
    },
    keyLost: {
      what: "The keyring no longer holds the key that protects the others",
      next: "Make new keys under Set-up, and register them with Maskinporten.",
    },
  },
  disk: {
    what: "The app cannot read or write its own files",
    next: "Free some disk space, and try again.",
  },
  unexpected: {
    what: "{{host}} answered in an unexpected way",
    next: "Try again. Give this reference if you ask for help: {{reference}}",
  },
};
