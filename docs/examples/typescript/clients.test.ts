/**
 * Client libraries that know nothing of the local platform: `@vtfk/maskinporten-auth` with an enterprise certificate, and
 * `openid-client` as a confidential client that proves itself with a key. Only addresses differ from the real world's,
 * and http is allowed on this computer.
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import maskinportenToken from "@vtfk/maskinporten-auth";
import * as jose from "jose";
import * as oidc from "openid-client";

// From the platform's built-in world: a vendor, the client it administers its clients with, and a person who signs in.
const vendor = "313906892";
const administrator = "ad433e3d-d09c-59b6-b2b1-001221af696e";
const person = "12847820045";
const callback = "https://fjellheim.example/callback";
const goodbye = "https://fjellheim.example/goodbye";

/** The platform's first line: where everything is. */
interface Ready {
  maskinporten: string;
  administration: string;
  issuers: { maskinporten: string; idporten: string };
}

let folder: string;
let program: ChildProcess;
let at: Ready;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "vendor-"));
  program = spawn(
    process.env.KLARSIGNAL_PLATFORM ?? "klarsignal-platform",
    ["--ephemeral", "--control=127.0.0.1:0", `--enterprise-certificates=${folder}`],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  at = await new Promise((ready, failed) => {
    program.once("error", failed);
    program.once("exit", (code) => failed(new Error(`the platform stopped with ${code}`)));
    if (program.stdout) createInterface(program.stdout).once("line", (line) => ready(JSON.parse(line)));
  });
});

after(async () => {
  program.removeAllListeners();
  program.kill();
  await rm(folder, { recursive: true });
});

test("an enterprise certificate gets its organisation a token", async () => {
  const { access_token, expires_in } = await certifiedToken();

  const keys = jose.createRemoteJWKSet(new URL(`${at.maskinporten}/jwk`));
  const { payload } = await jose.jwtVerify(access_token, keys, { issuer: at.issuers.maskinporten });
  assert.deepEqual(payload.consumer, { authority: "iso6523-actorid-upis", ID: `0192:${vendor}` });
  assert.equal(payload.client_amr, "virksomhetssertifikat");
  assert.ok(Number.isInteger(expires_in));
});

test("a certificate that is not the client's own gets none", async () => {
  await assert.rejects(certifiedToken("991825827"), (refused: { response: { data: { error: string } } }) => {
    assert.equal(refused.response.data.error, "invalid_grant");
    return true;
  });
});

test("a web application signs a person in, renews its token and signs her out", async () => {
  const { config, key } = await registeredWebApplication();
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];

  const address = await oidc.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: callback,
    scope: "openid profile",
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    login_hint: `testid:${person}_idporten-loa-substantial`,
  });
  assert.deepEqual([...address.searchParams.keys()].sort(), ["client_id", "request_uri"]);
  const sentBack = await fetch(address, { redirect: "manual" });
  const back = new URL(sentBack.headers.get("location") ?? "");
  const tokens = await oidc.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState, expectedNonce });
  const claims = tokens.claims();
  assert.equal(claims?.pid, person);
  const told = await oidc.fetchUserInfo(config, tokens.access_token, claims?.sub ?? "");
  assert.equal(told.pid, person);

  const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? "");
  assert.notEqual(renewed.access_token, tokens.access_token);
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token ?? ""), { error: "invalid_grant" });

  const signOut = oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token ?? "",
    post_logout_redirect_uri: goodbye,
    state: "bye",
  });
  const cookies = sentBack.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  const signedOut = await fetch(signOut, { redirect: "manual", headers: { cookie: cookies.join("; ") } });
  assert.equal(signedOut.headers.get("location"), `${goodbye}?state=bye`);

  const stranger = await webApplication(config.clientMetadata().client_id, await jose.generateKeyPair("RS256"), key);
  await assert.rejects(oidc.refreshTokenGrant(stranger, renewed.refresh_token ?? ""), { error: "invalid_client" });
});

/** The vendor's token to administer with, by the certificate that `owner` holds. */
async function certifiedToken(owner = vendor) {
  const end = "-----END CERTIFICATE-----";
  const [leaf] = (await readFile(join(folder, `${owner}.pem`), "utf8")).split(end);
  const privateKey = await readFile(join(folder, `${owner}.key`));
  return maskinportenToken({
    url: `${at.maskinporten}/token`,
    // The package takes one certificate, and sends no more than that.
    pemcert: Buffer.from(leaf + end).toString("base64"),
    pemprivateKey: privateKey.toString("base64"),
    audience: at.issuers.maskinporten,
    issuer: administrator,
    scope: "idporten:dcr.write",
  });
}

/** A web application that the vendor has made in the client administration, with a key of its own. */
async function registeredWebApplication() {
  const { access_token } = await certifiedToken();
  const made = await administer(access_token, "/clients", {
    client_name: "Strømportalen",
    integration_type: "idporten",
    application_type: "web",
    token_endpoint_auth_method: "private_key_jwt",
    grant_types: ["authorization_code", "refresh_token"],
    redirect_uris: [callback],
    post_logout_redirect_uris: [goodbye],
    scopes: ["openid", "profile"],
  });
  const pair = await jose.generateKeyPair("RS256");
  const key = "web-application";
  const jwk = { ...(await jose.exportJWK(pair.publicKey)), kid: key, alg: "RS256", use: "sig" };
  await administer(access_token, `/clients/${made.client_id}/jwks`, { keys: [jwk] });
  return { config: await webApplication(made.client_id, pair, key), key };
}

/** A client that signs its assertions with a key that it calls `kid`. */
function webApplication(client: string, pair: jose.GenerateKeyPairResult, kid: string) {
  const proof = oidc.PrivateKeyJwt({ key: pair.privateKey, kid });
  const issuer = new URL(at.issuers.idporten);
  return oidc.discovery(issuer, client, undefined, proof, { execute: [oidc.allowInsecureRequests] });
}

async function administer(token: string, path: string, body: unknown) {
  const answer = await fetch(`${at.administration}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
  return JSON.parse(text);
}
