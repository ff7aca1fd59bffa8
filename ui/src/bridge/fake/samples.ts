import type {
  AccessRow,
  Action,
  Authority,
  DecisionRecord,
  InboxRow,
  Localized,
  Party,
  Preflight,
  RegisteredSystem,
  RequestSheet,
  Right,
  SentRequest,
  Status,
  SystemCard,
  SystemUserRequest,
  Vendor,
} from "../generated";

export const same = (text: string): Localized => ({ nb: text, nn: text, en: text });

export const ago = (days: number, hours = 0): string =>
  new Date(Date.now() - (days * 24 + hours) * 3_600_000).toISOString();

export const rorOgVann: Party = {
  id: 51_000_001,
  uuid: "7f0e8a52-3c1d-4a0b-9b43-0b0a6c1d0001",
  kind: "organization",
  orgNumber: "310702641",
  name: "Rør og Vann AS",
};

export const stilleSkog: Party = {
  id: 51_000_002,
  uuid: "7f0e8a52-3c1d-4a0b-9b43-0b0a6c1d0002",
  kind: "organization",
  orgNumber: "310574775",
  name: "Stille Skog DA",
};

export const smartCloud: Vendor = {
  orgNumber: "991825827",
  name: "SmartCloud AS",
  clientId: "2f4d6a1e-0f0b-4a5c-8c8e-6b6f7d0a9c11",
  publicKey:
    '{"kty":"RSA","use":"sig","alg":"RS256","kid":"smartcloud-2026","e":"AQAB","n":"u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0"}',
};

export const signedIn: Status = {
  environment: "local",
  session: { kind: "signedIn", person: "Pia Rørvik", until: ago(0, -1) },
  vault: { kind: "open", kept: "keyring" },
  vendor: smartCloud,
  appVersion: "0.1.0",
  setAside: null,
};

export const claims: Authority = {
  kind: "service",
  id: "ske-krav-og-betalinger",
  name: {
    nb: "Se hva virksomheten skylder i skatt og avgift",
    nn: "Sjå kva verksemda skuldar i skatt og avgift",
    en: "See what the organisation owes in tax and fees",
  },
  description: {
    nb: "Viser åpne krav, forfall og innbetalinger. Systemet kan hente tallene når som helst, uten at noen hos dere logger inn.",
    nn: "Viser opne krav, forfall og innbetalingar. Systemet kan hente tala når som helst, utan at nokon hos dykk loggar inn.",
    en: "Shows open claims, due dates and payments. The system can fetch the figures at any time, without anyone signing in.",
  },
  owner: { nb: "Skatteetaten", nn: "Skatteetaten", en: "Norwegian Tax Administration" },
  actions: ["read"],
  services: [],
};

export const taxBasis: Authority = {
  kind: "package",
  id: "urn:altinn:accesspackage:skattegrunnlag",
  name: { nb: "Skattegrunnlag", nn: "Skattegrunnlag", en: "Tax base" },
  description: {
    nb: "Gir tilgang til tjenester som gjelder grunnlaget for skatt.",
    nn: "Gir tilgang til tenester som gjeld grunnlaget for skatt.",
    en: "Gives access to services about the tax base.",
  },
  owner: null,
  actions: [],
  services: [
    {
      id: "ske-skattegrunnlag",
      name: same("Spesifisert summert skattegrunnlag"),
      owner: same("Skatteetaten"),
    },
  ],
};

export const smartRegnskapCard: SystemCard = {
  id: "991825827_smartregnskap",
  name: same("SmartRegnskap"),
  description: same("Regnskap for små virksomheter"),
  vendor: "991825827",
  vendorName: "SmartCloud AS",
};

const right: Right = {
  action: "read",
  resource: [{ id: "urn:altinn:resource", value: "ske-krav-og-betalinger" }],
};

export const request: SystemUserRequest = {
  id: "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9",
  kind: "standard",
  integrationTitle: "SmartRegnskap",
  externalRef: "kunde-1042",
  systemId: "991825827_smartregnskap",
  partyOrg: "310702641",
  rights: [right],
  accessPackages: ["urn:altinn:accesspackage:skattegrunnlag"],
  status: "New",
  redirectUrl: "https://smartregnskap.example/ferdig",
  escalated: false,
  created: ago(2),
};

export const lacking: Preflight = {
  kind: "lacks",
  of: 2,
  missing: [{ kind: "package", id: taxBasis.id, name: taxBasis.name, reason: "missingPackage" }],
  whoCan: [
    {
      name: "Kari Nordstrand",
      role: { nb: "Hovedadministrator", nn: "Hovudadministrator", en: "Main administrator" },
    },
  ],
};

export const inboxRows: InboxRow[] = [
  {
    id: request.id,
    kind: "standard",
    systemName: same("SmartRegnskap"),
    vendorName: "SmartCloud AS",
    created: request.created,
    timedOut: false,
    escalated: false,
    preflight: { kind: "canApprove" },
  },
  {
    id: "1d2c6f0e-5a55-4b68-9d0f-7c2b6c077b02",
    kind: "standard",
    systemName: same("Lønnsom Skytjeneste"),
    vendorName: "Lønnsom Lønn AS",
    created: ago(5),
    timedOut: false,
    escalated: false,
    preflight: lacking,
  },
  {
    id: "2e3c6f0e-5a55-4b68-9d0f-7c2b6c0e0d14",
    kind: "agent",
    systemName: same("Tiger Årsoppgjør"),
    vendorName: "Tigerkontroll AS",
    created: ago(12),
    timedOut: false,
    escalated: false,
    preflight: { kind: "unknown" },
  },
];

export const sheet: RequestSheet = {
  request,
  timedOut: false,
  system: smartRegnskapCard,
  party: rorOgVann,
  authorities: [claims, taxBasis],
  preflight: { kind: "canApprove" },
  mayDecide: true,
  decision: null,
};

export const accessRow: AccessRow = {
  access: {
    id: "3f4d6f0e-5a55-4b68-9d0f-7c2b6c0a9911",
    kind: "standard",
    integrationTitle: "SmartRegnskap",
    systemId: "991825827_smartregnskap",
    vendor: "991825827",
    partyOrg: "310702641",
    externalRef: "kunde-1042",
    accessPackages: [],
    created: ago(40),
  },
  systemName: same("SmartRegnskap"),
  vendorName: "SmartCloud AS",
};

export const otherAccessRow: AccessRow = {
  ...accessRow,
  access: {
    ...accessRow.access,
    id: "4a4d6f0e-5a55-4b68-9d0f-7c2b6c0a9922",
    systemId: "991825827_smartlonn",
    created: ago(400),
  },
  systemName: same("SmartLønn"),
};

export const registered: RegisteredSystem = {
  id: "991825827_smartregnskap",
  vendor: "991825827",
  name: same("SmartRegnskap"),
  description: same("Regnskap for små virksomheter"),
  rights: [right],
  accessPackages: ["urn:altinn:accesspackage:skattegrunnlag"],
  clientIds: [smartCloud.clientId],
  isVisible: true,
  isDeleted: false,
  allowedRedirectUrls: ["https://smartregnskap.example/ferdig"],
};

export const sent: SentRequest = {
  request,
  systemName: same("SmartRegnskap"),
  partyName: "Rør og Vann AS",
  timedOut: false,
  confirmUrl: `https://am.ui.tt02.altinn.no/accessmanagement/ui/systemuser/request?id=${request.id}&DONTCHOOSEREPORTEE=true`,
  seen: [{ status: "New", at: request.created }],
};

export function decisionOf(action: Action, reason: string | null, index: number): DecisionRecord {
  return {
    id: `5b4d6f0e-5a55-4b68-9d0f-00000000000${index}`,
    action,
    at: new Date().toISOString(),
    environment: "local",
    person: "Pia Rørvik",
    party: rorOgVann,
    systemId: request.systemId,
    systemName: same("SmartRegnskap"),
    vendor: "991825827",
    vendorName: "SmartCloud AS",
    requestId: request.id,
    systemUserId: null,
    authorities: [
      { kind: "service", id: claims.id, name: claims.name },
      { kind: "package", id: taxBasis.id, name: taxBasis.name },
    ],
    reason,
    appVersion: "0.1.0",
    checksum: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  };
}
