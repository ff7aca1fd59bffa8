import { describe, expect, test } from "vitest";
import type { Failure, Fault, MaskinportenRefusal, Problem, Reason, SystemFault } from "../bridge";
import { problems } from "../i18n/nb/problems";
import { createWords, LANGUAGES } from "../i18n/words";
import { explain } from "./explain";
import { explainFault } from "./explainFault";
import { explainProblem } from "./explainProblem";
import { explainReason } from "./explainReason";

const vaultFaults = [
  "keyringMissing",
  "keyringLocked",
  "passphraseNeeded",
  "passphraseTooShort",
  "passphraseWrong",
  "keyLost",
] as const;

// Records over the kinds: a kind without an example does not compile, as one without words does not.
const failures: { [Kind in Failure["kind"]]: Extract<Failure, { kind: Kind }> } = {
  offline: { kind: "offline", host: "platform.example" },
  signedOut: { kind: "signedOut" },
  notAllowed: { kind: "notAllowed" },
  notFound: { kind: "notFound" },
  refused: { kind: "refused", problem: "requestNotNew", facts: [] },
  invalid: { kind: "invalid", findings: [{ fault: { kind: "trailingComma" }, pointer: null, place: null }] },
  tokenRefused: { kind: "tokenRefused", refusal: { kind: "systemUserUnresolved" }, description: "" },
  serviceRefused: { kind: "serviceRefused", code: "KOB-004", message: "Ikke tilgang", reference: "r" },
  locked: { kind: "locked", fault: "keyringMissing" },
  disk: { kind: "disk" },
  unexpected: { kind: "unexpected", host: "platform.example", reference: "abc" },
};

const scope = "skatteetaten:kravogbetalinger";
const refusals: { [Kind in MaskinportenRefusal["kind"]]: Extract<MaskinportenRefusal, { kind: Kind }> } = {
  grantMalformed: { kind: "grantMalformed" },
  grantTypeUnsupported: { kind: "grantTypeUnsupported" },
  grantUsed: { kind: "grantUsed" },
  clientUnknown: { kind: "clientUnknown" },
  audienceWrong: { kind: "audienceWrong" },
  certificateNotAccepted: { kind: "certificateNotAccepted" },
  keyExpired: { kind: "keyExpired" },
  certificateOfOtherOrganisation: { kind: "certificateOfOtherOrganisation" },
  certificateHeaderMalformed: { kind: "certificateHeaderMalformed" },
  signatureInvalid: { kind: "signatureInvalid" },
  keyUnknown: { kind: "keyUnknown" },
  keyIdMissing: { kind: "keyIdMissing" },
  issuedInFuture: { kind: "issuedInFuture" },
  lifetimeTooLong: { kind: "lifetimeTooLong" },
  grantExpired: { kind: "grantExpired" },
  scopeNotOnClient: { kind: "scopeNotOnClient", scope },
  scopeNotForMaskinporten: { kind: "scopeNotForMaskinporten" },
  scopeNotGranted: { kind: "scopeNotGranted", scope },
  scopeNotDelegated: { kind: "scopeNotDelegated", scope },
  consumerOrgInvalid: { kind: "consumerOrgInvalid" },
  detailTypeUnknown: { kind: "detailTypeUnknown" },
  detailMemberUnknown: { kind: "detailMemberUnknown" },
  systemUserUnresolved: { kind: "systemUserUnresolved" },
};

const systemFaults: { [Kind in SystemFault["kind"]]: Extract<SystemFault, { kind: Kind }> } = {
  vendorNotIso6523: { kind: "vendorNotIso6523" },
  idHasBlank: { kind: "idHasBlank" },
  idPrefixNotVendor: { kind: "idPrefixNotVendor" },
  idExists: { kind: "idExists" },
  idDiffersFromPath: { kind: "idDiffersFromPath" },
  languageMissing: { kind: "languageMissing", field: "name", language: "nn" },
  redirectNotHttps: { kind: "redirectNotHttps", addresses: ["http://a.example"] },
  clientIdTaken: { kind: "clientIdTaken", clientIds: ["c-1"] },
  clientIdsDuplicate: { kind: "clientIdsDuplicate" },
  resourceIdMalformed: { kind: "resourceIdMalformed", resources: ["a"] },
  resourceNotFound: { kind: "resourceNotFound", resources: ["a"] },
  resourceTypeNotDelegable: { kind: "resourceTypeNotDelegable", resources: ["a"] },
  rightsDuplicate: { kind: "rightsDuplicate" },
  packagesUnusable: { kind: "packagesUnusable", malformed: ["a"], notFound: ["b"], notDelegable: ["c"] },
  packagesDuplicate: { kind: "packagesDuplicate" },
  packagesForClientsInVisibleSystem: { kind: "packagesForClientsInVisibleSystem" },
};

const faults: { [Kind in Fault["kind"]]: Extract<Fault, { kind: Kind }> } = {
  trailingComma: { kind: "trailingComma" },
  notJson: { kind: "notJson", expected: "}" },
  memberMissing: { kind: "memberMissing", member: "id" },
  wrongShape: { kind: "wrongShape", member: "rights" },
  orgNumber: { kind: "orgNumber", fault: { kind: "length", digits: 8 } },
  foreignPrefix: { kind: "foreignPrefix", own: "991825827" },
  system: { kind: "system", fault: systemFaults.idExists },
  request: { kind: "request", problem: "nothingRequested", facts: [] },
};

const reasons: Record<Reason, true> = {
  notAccessManager: true,
  missingRole: true,
  missingDelegation: true,
  missingPackage: true,
  missingServiceList: true,
  authenticationLevelTooLow: true,
  accessListFailed: true,
  notDelegable: true,
  maskinportenSchema: true,
  unknown: true,
};

describe.each(LANGUAGES)("in %s", (language) => {
  const { t } = createWords(language);
  const isSaid = ({ what, next }: { what: string; next: string }) => {
    for (const text of [what, next]) {
      expect(text).not.toBe("");
      expect(text).not.toMatch(/{{|^(failures|problems|refusals|faults)\./);
    }
  };

  test.each(Object.values(failures))("a failure of kind $kind says what and what next", (failure) =>
    isSaid(explain(failure, t)),
  );

  test.each(vaultFaults)("keys that cannot be reached (%s) are explained", (fault) =>
    isSaid(explain({ kind: "locked", fault }, t)),
  );

  test.each(Object.values(refusals))("Maskinporten's refusal $kind is explained", (refusal) =>
    isSaid(explain({ kind: "tokenRefused", refusal, description: "" }, t)),
  );

  test.each(Object.values(faults))("a fault of kind $kind is explained", (fault) =>
    isSaid(explainFault(fault, t)),
  );

  test.each(Object.values(systemFaults))("the register's fault $kind is explained", (fault) =>
    isSaid(explainFault({ kind: "system", fault }, t)),
  );

  test.each(keysOf(problems))("Altinn's refusal %s is explained", (problem: Problem) =>
    isSaid(explainProblem(problem, t)),
  );

  test.each(keysOf(reasons))("the reason %s is explained", (reason) => isSaid(explainReason(reason, t)));
});

test("an organisation number with a digit too few is counted aloud", () => {
  const { t } = createWords("nb");
  expect(explainFault(faults.orgNumber, t).what).toBe("Organisasjonsnummeret har 8 sifre");
});

test("Maskinporten's own code is named, so that it can be looked up", () => {
  const { t } = createWords("en");
  expect(explain(failures.tokenRefused, t).what).toBe("Maskinporten gave no token (MP-303)");
});

function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
