/**
 * A vendor's own test against the local platform, with the libraries that vendors use: jose for Maskinporten,
 * openid-client for ID-porten.
 *
 *     npm ci
 *     KLARSIGNAL_PLATFORM=path/to/klarsignal-platform npm test
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, beforeEach, test } from "node:test";
import * as jose from "jose";
import * as oidc from "openid-client";

// From the platform's built-in world.
const vendor = "991825827";
const client = "36066b41-87d9-5c8b-a61d-5f2e06a70e7c";
const customer = "310702641";
const party = 51900010;
const leader = "12847820045";
const system = `${vendor}_typescript_example`;
const right = { resource: [{ id: "urn:altinn:resource", value: "ske-krav-og-betalinger" }] };
const vendorScopes = ["systemregister.write", "systemuser.request.read", "systemuser.request.write"]
  .map((scope) => `altinn:authentication/${scope}`)
  .join(" ");

/** The platform's first line: where everything is. */
interface Ready {
  platform: string;
  maskinporten: string;
  idporten: string;
  service_owner: string;
  control: string;
  issuers: { maskinporten: string; idporten: string };
}

let folder: string;
let program: ChildProcess;
let at: Ready;
let altinn: string;
let key: jose.CryptoKey;
let vendorToken: string;

before(async () => {
  const pair = await jose.generateKeyPair("RS256");
  key = pair.privateKey;
  folder = await mkdtemp(join(tmpdir(), "vendor-"));
  const file = join(folder, "key.json");
  const jwk = { ...(await jose.exportJWK(pair.publicKey)), kid: "my-key", alg: "RS256", use: "sig" };
  await writeFile(file, JSON.stringify(jwk));
  program = spawn(
    process.env.KLARSIGNAL_PLATFORM ?? "klarsignal-platform",
    ["--ephemeral", "--control=127.0.0.1:0", `--client-key=${client}=${file}`],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  at = await new Promise((ready, failed) => {
    program.once("error", failed);
    program.once("exit", (code) => failed(new Error(`the platform stopped with ${code}`)));
    if (program.stdout) createInterface(program.stdout).once("line", (line) => ready(JSON.parse(line)));
  });
  altinn = `${at.platform}/authentication/api/v1`;
});

after(async () => {
  program.removeAllListeners();
  program.kill();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await call("POST", `${at.control}/reset`);
  vendorToken = (await askMaskinporten(vendorScopes)).access_token;
  const text = { nb: "Example", nn: "Example", en: "Example" };
  await call("POST", `${altinn}/systemregister/vendor`, vendorToken, {
    id: system,
    vendor: { ID: `0192:${vendor}` },
    name: text,
    description: text,
    rights: [right],
    clientId: [client],
  });
});

test("a customer says yes and changes her mind", async () => {
  const request = await call("POST", `${altinn}/systemuser/request/vendor`, vendorToken, {
    systemId: system,
    partyOrgNo: customer,
    externalRef: "first",
    rights: [right],
  });
  assert.equal((await systemUserToken()).error, "invalid_altinn_customer_configuration");

  const person = await signIn(leader);
  assert.equal(await call("POST", `${altinn}/systemuser/request/${party}/${request.id}/approve`, person), true);

  const { access_token: token } = await systemUserToken();
  const claims = `${at.service_owner}/v1/regnskapssystem/${customer}/aapnekrav`;
  assert.equal(typeof (await call("GET", claims, token)).totalOversikt.saldo, "number");

  await call("DELETE", `${altinn}/systemuser/${party}/${request.id}`, person);
  const refused = await fetch(claims, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(refused.status, 403);
});

test("a request is still open half a year later, and says that it is old", async () => {
  const body = { systemId: system, partyOrgNo: customer, externalRef: "slow", rights: [right] };
  const { id } = await call("POST", `${altinn}/systemuser/request/vendor`, vendorToken, body);

  await call("PUT", `${at.control}/clock`, undefined, { advanceSeconds: 181 * 24 * 60 * 60 });

  const token = (await askMaskinporten(vendorScopes)).access_token;
  const read = await call("GET", `${altinn}/systemuser/request/vendor/${id}`, token);
  assert.deepEqual([read.status, read.timedOut], ["New", true]);
});

/** Asks for a token. A grant lives two minutes at the most and is used once. */
async function askMaskinporten(scope: string, claims: jose.JWTPayload = {}) {
  const { now } = await call("GET", `${at.control}/clock`);
  const time = Math.floor(Date.parse(now) / 1000);
  const assertion = await new jose.SignJWT({ scope, ...claims })
    .setProtectedHeader({ alg: "RS256", kid: "my-key" })
    .setAudience(at.issuers.maskinporten)
    .setIssuer(client)
    .setIssuedAt(time)
    .setExpirationTime(time + 100)
    .setJti(crypto.randomUUID())
    .sign(key);
  const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  const body = new URLSearchParams({ grant_type, assertion });
  const answer = await fetch(`${at.maskinporten}/token`, { method: "POST", body });
  return answer.json();
}

function systemUserToken() {
  const systemuser_org = { authority: "iso6523-actorid-upis", ID: `0192:${customer}` };
  const details = { type: "urn:altinn:systemuser", systemuser_org, externalRef: "first" };
  return askMaskinporten("skatteetaten:kravogbetalinger", { authorization_details: [details] });
}

/** A person's Altinn token. `login_hint` picks the person, so that no page needs a click. */
async function signIn(person: string): Promise<string> {
  const config = await oidc.discovery(
    new URL(at.issuers.idporten),
    "klarsignal-desktop",
    undefined,
    oidc.None(),
    { execute: [oidc.allowInsecureRequests] },
  );
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: "http://127.0.0.1:8080/callback",
    scope: "openid profile altinn:portal/enduser",
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    login_hint: `testid:${person}_idporten-loa-substantial`,
  });
  const sentBack = await fetch(address, { redirect: "manual" });
  const callback = new URL(sentBack.headers.get("location") ?? "");
  const checks = { pkceCodeVerifier, expectedState, expectedNonce };
  const tokens = await oidc.authorizationCodeGrant(config, callback, checks);
  return call("GET", `${altinn}/exchange/id-porten`, tokens.access_token);
}

/** Calls, and fails with the answer's own words when it is a refusal. */
async function call(method: string, address: string, token?: string, body?: unknown) {
  const headers: Record<string, string> = { accept: "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  if (body) headers["content-type"] = "application/json";
  const answer = await fetch(address, { method, headers, body: body ? JSON.stringify(body) : undefined });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${address}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}
