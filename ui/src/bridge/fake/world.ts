import type {
  Action,
  CheckedSystem,
  DecisionRecord,
  InboxRow,
  Listing,
  RequestDraft,
  RequestStatus,
  Status,
  SystemDraft,
} from "../generated";
import { changed, type Fake, fail } from "./install";
import * as sample from "./samples";
import { openClaims, tokenView } from "./tokens";

/** What a fake world begins with. */
export interface Beginning {
  status: Status;
  inbox: InboxRow[];
}

export const listing = <T>(items: T[]): Listing<T> => ({
  items,
  asOf: new Date().toISOString(),
  stale: null,
  next: null,
});

/** A small world that answers like the app: what is approved leaves the inbox and shows up among the accesses. */
export function createWorld({ status, inbox }: Beginning): Fake {
  let now = status;
  let waiting = inbox;
  let answered: RequestStatus = "New";
  let accesses = [sample.accessRow, sample.otherAccessRow];
  const decisions: DecisionRecord[] = [];
  let systemDraft: string | null = null;
  const requestDrafts = new Map<string, RequestDraft | null>();

  const decide = (action: Action, reason: string | null): DecisionRecord => {
    const record = sample.decisionOf(action, reason, decisions.length);
    decisions.unshift(record);
    changed("requests", "systemUsers", "history");
    return record;
  };
  const session = (next: Status) => {
    now = next;
    changed("session");
    return null;
  };
  const requestSheet = (id: string) => ({
    ...sample.sheet,
    request: { ...sample.request, id, status: id === sample.request.id ? answered : "New" },
    preflight: waiting.find((row) => row.id === id)?.preflight ?? sample.sheet.preflight,
    decision: decisions.find((record) => record.requestId === id) ?? null,
  });
  const accessSheet = (id: string) => ({
    access: accesses.find((row) => row.access.id === id)?.access ?? sample.accessRow.access,
    system: sample.smartRegnskapCard,
    party: sample.rorOgVann,
    authorities: [sample.claims],
    mayRemove: true,
    decisions,
  });
  const take = (id: string) => {
    waiting = waiting.filter((row) => row.id !== id);
  };

  return {
    status: () => now,
    vendorSuggestions: () => [
      { orgNumber: "991825827", name: "SmartCloud AS", clientId: sample.smartCloud.clientId },
    ],
    setUpVendor: (orgNumber, clientId) => {
      const vendor = { ...sample.smartCloud, orgNumber, clientId };
      session({ ...now, vendor });
      return vendor;
    },
    openWithPassphrase: () => session({ ...now, vault: { kind: "open", kept: "passphrase" } }),
    keepInMemory: () => session({ ...now, vault: { kind: "open", kept: "memory" } }),
    tryKeyringAgain: () => fail({ kind: "locked", fault: "keyringMissing" }),
    beginSignIn: () =>
      session({
        ...now,
        session: { kind: "waiting", url: "http://127.0.0.1:41003/authorize?client_id=klarsignal" },
      }),
    cancelSignIn: () => session({ ...now, session: { kind: "signedOut" } }),
    signOut: () => session({ ...now, session: { kind: "signedOut" } }),
    parties: () => [
      { party: sample.rorOgVann, waiting: waiting.length },
      { party: sample.stilleSkog, waiting: 0 },
    ],
    inbox: () => listing(waiting),
    requestSheet: (id) => requestSheet(id),
    requestInLink: (link) => (link.includes("id=") ? sample.request.id : fail({ kind: "notFound" })),
    approveRequest: (_, id) => {
      answered = "Accepted";
      take(id);
      return { kind: "done", decision: decide("approved", null) };
    },
    rejectRequest: (_, id, reason) => {
      answered = "Rejected";
      take(id);
      return decide("rejected", reason);
    },
    escalateRequest: () => decide("passedOn", null),
    decisions: () => listing(decisions),
    decision: (id) => decisions.find((record) => record.id === id) ?? fail({ kind: "notFound" }),
    accesses: () => listing(accesses),
    access: (_, id) => accessSheet(id),
    removalImpact: (_, id) => ({
      sheet: accessSheet(id),
      staying: accesses.filter((row) => row.access.id !== id),
    }),
    removeAccess: (_, id, reason) => {
      accesses = accesses.filter((row) => row.access.id !== id);
      return decide("removed", reason);
    },
    visibleSystems: () =>
      listing([
        {
          id: "991825827_smartregnskap",
          name: sample.same("SmartRegnskap"),
          vendor: "991825827",
          vendorName: "SmartCloud AS",
        },
        {
          id: "991825827_smartlonn",
          name: sample.same("SmartLønn"),
          vendor: "991825827",
          vendorName: "SmartCloud AS",
        },
      ]),
    offer: () => ({
      system: sample.smartRegnskapCard,
      party: sample.rorOgVann,
      authorities: [sample.claims],
      preflight: { kind: "canApprove" },
      existing: null,
    }),
    createAccess: () => decide("created", null),
    systems: () => listing([sample.registered]),
    system: () => sample.registered,
    checkSystem: (text) => checkedSystem(text),
    renderSystem: (draft) => rendered(draft),
    registerSystem: () => {
      systemDraft = null;
      return sample.registered.id;
    },
    replaceSystem: () => null,
    deleteSystem: () => null,
    sentRequests: () => listing([{ ...sample.sent, request: { ...sample.request, status: answered } }]),
    sentRequest: () => ({ ...sample.sent, request: { ...sample.request, status: answered } }),
    checkRequest: () => [],
    renderRequest: (draft) =>
      JSON.stringify(
        {
          externalRef: draft.externalRef,
          systemId: draft.systemId,
          partyOrgNo: draft.partyOrg,
          rights: draft.rights,
          accessPackages: draft.accessPackages.map((urn) => ({ urn })),
          redirectUrl: draft.redirectUrl,
        },
        null,
        2,
      ),
    sendRequest: ({ systemId }) => {
      requestDrafts.delete(systemId);
      return sample.sent;
    },
    withdrawRequest: () => null,
    systemDraft: () => systemDraft,
    keepSystemDraft: (text) => {
      systemDraft = text;
      return null;
    },
    requestDraft: (system) => requestDrafts.get(system) ?? null,
    keepRequestDraft: (system, draft) => {
      requestDrafts.set(system, draft);
      return null;
    },
    catalogue: () => [
      {
        kind: "service",
        id: sample.claims.id,
        name: sample.claims.name,
        description: sample.claims.description,
        owner: sample.claims.owner,
        forStandard: true,
        forAgent: false,
      },
      {
        kind: "package",
        id: sample.taxBasis.id,
        name: sample.taxBasis.name,
        description: sample.taxBasis.description,
        owner: null,
        forStandard: true,
        forAgent: true,
      },
    ],
    fetchToken: () => tokenView(),
    decodeToken: (token) =>
      token.split(".").length === 3
        ? tokenView()
        : fail({ kind: "unexpected", host: "Klarsignal", reference: "not a token" }),
    diagnose: () => [
      { question: "systemRegisteredHere", answer: "yes", found: ["991825827_smartregnskap"] },
      { question: "clientOnSystem", answer: "yes", found: [sample.smartCloud.clientId] },
      { question: "ownerIsOrganisation", answer: "yes", found: ["310702641"] },
      { question: "externalRefMatches", answer: "no", found: ["kunde-1042"] },
      { question: "requestApproved", answer: "yes", found: [] },
      { question: "accessAlive", answer: "unknown", found: [] },
      { question: "scopeOnClient", answer: "yes", found: ["skatteetaten:kravogbetalinger"] },
    ],
    openClaims: () => openClaims(),
    openLink: () => null,
  };
}

/** Reads back what {@link rendered} wrote; of all that may be wrong it knows the trailing comma. */
function checkedSystem(text: string): CheckedSystem {
  const comma = text.search(/,\s*[}\]]/);
  if (comma === -1) {
    const { accessPackages, clientId, vendor, ...rest } = JSON.parse(text);
    const urns = accessPackages.map(({ urn }: { urn: string }) => urn);
    return { draft: { ...rest, vendor: vendor.ID, accessPackages: urns, clientIds: clientId }, findings: [] };
  }
  const line = text.slice(0, comma).split("\n").length;
  return {
    draft: null,
    findings: [{ fault: { kind: "trailingComma" }, pointer: null, place: { line, column: 20 } }],
  };
}

function rendered(draft: SystemDraft): string {
  return JSON.stringify(
    {
      id: draft.id,
      vendor: { ID: draft.vendor },
      name: draft.name,
      description: draft.description,
      rights: draft.rights,
      accessPackages: draft.accessPackages.map((urn) => ({ urn })),
      clientId: draft.clientIds,
      isVisible: draft.isVisible,
      allowedRedirectUrls: draft.allowedRedirectUrls,
    },
    null,
    2,
  );
}
