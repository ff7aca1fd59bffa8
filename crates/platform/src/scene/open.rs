//! The calls that routes with a guard of their own let their owner in with: by a grant, a code, a ticket, a session.

use axum::http::{Method, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use contract::claim::SCOPE as CLAIMS;
use contract::connection::INTERNAL_PARTY;
use contract::decision::DECISION;
use contract::resource::BY_SUBJECTS;
use contract::token::authorization_details::SystemUserDetail;
use contract::token::oauth::JWT_BEARER;
use contract::{path, scope};
use domain::{OrgNumber, SystemId, SystemUserId};
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

use super::{Content, Cue, Scene, Side, body};
use crate::digest::sha256;
use crate::openapi::walk::Route;
use crate::testing::{Answer, Person, vendor_client, vendor_key};

/// Where the sites of the scene want their people back.
pub(crate) const CALLBACK: &str = "https://a.test/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// What a browser keeps to know its forms by.
const BROWSER: &str = "0123456789012345678901234567890123456789012";

/// Routes that let somebody in and have nothing to tell, and why.
pub(crate) const NOTHING_THERE: &[(&str, &str)] = &[(
    "/v1/{rettighetspakke}/{identifikator}/utbetalinger",
    "nothing was paid out to the organisation (KB-007)",
)];

impl Scene {
    /// The call that lets the owner in. Much of what it shows is good once, so it is made anew each time.
    pub(crate) async fn open_cue(&self, route: &Route) -> Cue {
        match route.listener() {
            "Maskinporten" => self.at_maskinporten(route),
            "ID-porten" => self.at_idporten(route).await,
            "Krav og betalinger" if route.path.starts_with("/v1/") => {
                let token = self.claims_token(&self.ours, CLAIMS);
                Cue::of(route, self.address(route)).bearing(&token)
            }
            "Altinn's portal" => self.at_the_portal(route).await,
            "Control" => self.at_control(route).await,
            _ => self.at_altinn(route),
        }
    }

    fn at_maskinporten(&self, route: &Route) -> Cue {
        if route.path != "/token" {
            return Cue::of(route, self.address(route));
        }
        let assertion = vendor_key().sign(&self.grant()).unwrap();
        Cue::of(route, route.path.clone()).carrying(grant_form(&assertion))
    }

    /// The claims of a grant of the vendor's.
    pub(crate) fn grant(&self) -> Value {
        let now = self.world.clock.now().as_second();
        json!({
            "aud": self.world.issuers.maskinporten, "iss": vendor_client(), "scope": CLAIMS,
            "iat": now, "exp": now + 60, "jti": self.world.chance.token(16),
            "authorization_details": acting_for(&self.ours),
        })
    }

    async fn at_idporten(&self, route: &Route) -> Cue {
        let cue = Cue::of(route, route.path.clone());
        let is_sent = route.method == Method::POST;
        match route.path.as_str() {
            "/authorize" if is_sent => cue.carrying(Content::Form(authorization(&self.ours, true))),
            "/authorize" => Cue::of(route, asking("/authorize", &authorization(&self.ours, true))),
            "/sign-in" => {
                let ticket = self.ticket(&self.ours).await;
                if !is_sent {
                    return Cue::of(route, asking("/sign-in", &[("ticket", ticket)]));
                }
                let form = [
                    ("ticket", ticket),
                    ("form_key", form_key()),
                    ("pid", Person::leader().pid.to_owned()),
                ];
                cue.with("cookie", browser(""))
                    .carrying(Content::Form(form.to_vec()))
            }
            "/logout" if is_sent => cue.carrying(Content::Form(signing_out())),
            "/logout" => Cue::of(route, asking("/logout", &signing_out())),
            "/par" => cue
                .with("authorization", basic(&self.ours))
                .carrying(Content::Form(authorization(&self.ours, false))),
            "/token" => {
                let code = self.code(&self.ours).await;
                cue.with("authorization", basic(&self.ours))
                    .carrying(code_form(&code))
            }
            "/token/introspect" | "/token/revoke" => {
                let tokens = self.tokens(&self.ours).await;
                let token = tokens["refresh_token"].as_str().unwrap().to_owned();
                cue.with("authorization", basic(&self.ours))
                    .carrying(Content::Form(vec![("token", token)]))
            }
            "/userinfo" => cue.bearing(self.tokens(&self.ours).await["access_token"].as_str().unwrap()),
            _ => cue,
        }
    }

    /// Tokens that a side's site was given for its leader.
    pub(crate) async fn tokens(&self, side: &Side) -> Value {
        let code = self.code(side).await;
        let route = self.route("ID-porten", &Method::POST, "/token");
        let cue = Cue::of(route, route.path.clone())
            .with("authorization", basic(side))
            .carrying(code_form(&code));
        cue.send(route).await.json()
    }

    /// A code for a side's site.
    pub(crate) async fn code(&self, side: &Side) -> String {
        let route = self.route("ID-porten", &Method::GET, "/authorize");
        let cue = Cue::of(route, asking("/authorize", &authorization(side, true)));
        parameter(&cue.send(route).await, "code")
    }

    /// The name of a call to sign in that waits for its person.
    pub(crate) async fn ticket(&self, side: &Side) -> String {
        let route = self.route("ID-porten", &Method::GET, "/authorize");
        let cue = Cue::of(route, asking("/authorize", &authorization(side, false)));
        parameter(&cue.send(route).await, "ticket")
    }

    /// A token of Maskinporten's that speaks for a side's system user.
    pub(crate) fn claims_token(&self, side: &Side, scopes: &str) -> String {
        let id = SystemUserId(side.system_user.parse().unwrap());
        let org = OrgNumber::parse(side.org).unwrap();
        let detail = SystemUserDetail::new(&org, id, SystemId::from(side.system.as_str()), None);
        self.world.maskinporten_token(&side.vendor, scopes, vec![detail])
    }

    async fn at_the_portal(&self, route: &Route) -> Cue {
        if route.path.ends_with("/signin/callback") {
            return self.coming_back(route).await;
        }
        let session = self.ours.leader_token(&self.world, scope::PORTAL);
        let mut cue = self.cue(route, &[]).with("cookie", browser(&session));
        if route.method == Method::POST {
            let mut form = vec![("form_key", form_key())];
            if route.path.ends_with("/agentdelegation") {
                form.extend([
                    ("change", "link".to_owned()),
                    ("client", self.ours.free_client.to_owned()),
                ]);
            }
            cue = cue.carrying(Content::Form(form));
        }
        cue
    }

    /// Whoever comes back from ID-porten with the code that the portal asked for.
    async fn coming_back(&self, route: &Route) -> Cue {
        let first = self.route("Altinn's portal", &Method::GET, "/accessmanagement/ui/signin");
        let begun = Cue::of(first, first.path.clone()).send(first).await;
        let kept = begun
            .header(header::SET_COOKIE)
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        let mut onwards = Url::parse(begun.header(header::LOCATION)).unwrap();
        onwards
            .query_pairs_mut()
            .append_pair("login_hint", Person::leader().pid);
        let authorize = self.route("ID-porten", &Method::GET, "/authorize");
        let signed_in = Cue::of(authorize, format!("/authorize?{}", onwards.query().unwrap()));
        let signed_in = signed_in.send(authorize).await;
        let back = Url::parse(signed_in.header(header::LOCATION)).unwrap();
        Cue::of(route, format!("{}?{}", back.path(), back.query().unwrap())).with("cookie", kept)
    }

    async fn at_control(&self, route: &Route) -> Cue {
        let cue = Cue::of(route, route.path.clone());
        if route.path.starts_with("/api/") {
            let (org, pid, user) = (self.ours.org, self.ours.leader.pid, &self.ours.system_user);
            let query = format!("orgNo={org}&scopes={CLAIMS}&pid={pid}&systemUserId={user}&app=a");
            return Cue::of(route, format!("{}?{query}", route.path))
                .with("authorization", basic(&self.ours));
        }
        if route.method != Method::PUT {
            return cue;
        }
        let body = if route.path == "/seed" {
            let read = self.route("Control", &Method::GET, "/seed");
            Cue::of(read, read.path.clone()).send(read).await.json()
        } else if route.path == "/clock" {
            json!({ "advanceSeconds": 1 })
        } else {
            json!([])
        };
        cue.carrying(Content::Json(body))
    }

    fn at_altinn(&self, route: &Route) -> Cue {
        let cue = self.cue(route, &[]);
        match route.path.as_str() {
            path::EXCHANGE => cue.bearing(&self.ours.vendor_token(&self.world, scope::REQUEST_READ)),
            path::INTROSPECTION => cue.carrying(Content::Form(vec![("token", "x".to_owned())])),
            path::LOGGED_OUT => cue.with(
                "cookie",
                format!("AltinnLogoutInfo=SystemuserRequestId={}", self.ours.request),
            ),
            INTERNAL_PARTY => {
                let end = self.world.clock.now().as_second() + 60;
                let token = json!({ "iss": "platform", "exp": end });
                cue.with(
                    "platformaccesstoken",
                    self.world.keys.altinn.sign(&token).unwrap(),
                )
                .carrying(Content::Json(json!({
                    "partyUuid": "0b1c6f0e-5a55-4b68-9d0f-7c2b6c0a41c9", "displayName": "Regnskapet",
                    "entityType": "Systembruker", "entityVariantType": "StandardSystem",
                })))
            }
            DECISION => cue.carrying(Content::Json(body::question(&self.ours))),
            BY_SUBJECTS => cue.carrying(Content::Json(json!(["urn:altinn:accesspackage:lonn"]))),
            _ => cue,
        }
    }

    /// One route of a listener.
    pub(crate) fn route(&self, listener: &str, method: &Method, path: &str) -> &Route {
        let is_it = |route: &&Route| route.is_of(listener) && route.method == *method && route.path == path;
        self.routes
            .iter()
            .find(is_it)
            .unwrap_or_else(|| panic!("{listener} has no {method} {path}"))
    }
}

/// How a grant names a side's system user.
pub(crate) fn acting_for(side: &Side) -> Value {
    json!([{
        "type": "urn:altinn:systemuser", "externalRef": side.party,
        "systemuser_org": { "authority": "iso6523-actorid-upis", "ID": format!("0192:{}", side.org) },
    }])
}

/// A form with a grant.
pub(crate) fn grant_form(assertion: &str) -> Content {
    Content::Form(vec![
        ("grant_type", JWT_BEARER.to_owned()),
        ("assertion", assertion.to_owned()),
    ])
}

/// What a side's site shows itself with.
pub(crate) fn basic(side: &Side) -> String {
    let proof = format!("{}:{}", side.site, side.site_secret);
    format!("Basic {}", STANDARD.encode(proof))
}

/// The cookies of a browser with a session.
pub(crate) fn browser(session: &str) -> String {
    format!("AltinnStudioRuntime={session}; klarsignal-form={BROWSER}")
}

/// What that browser's forms carry.
pub(crate) fn form_key() -> String {
    sha256(&format!("form {BROWSER}"))
}

fn code_form(code: &str) -> Content {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    Content::Form(fields.map(|(name, value)| (name, value.to_owned())).to_vec())
}

/// The call with which a side's site lets its leader sign in, without a page when it names them.
pub(crate) fn authorization(side: &Side, names_person: bool) -> Vec<(&'static str, String)> {
    let challenge = sha256(VERIFIER);
    let mut call = vec![
        ("client_id", side.site.as_str()),
        ("redirect_uri", CALLBACK),
        ("scope", "openid"),
        ("response_type", "code"),
        ("state", "the-state"),
        ("nonce", "the-nonce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    if names_person {
        call.push(("login_hint", side.leader.pid));
    }
    call.into_iter()
        .map(|(name, value)| (name, value.to_owned()))
        .collect()
}

fn signing_out() -> Vec<(&'static str, String)> {
    vec![
        ("client_id", "smartcloud-web".to_owned()),
        (
            "post_logout_redirect_uri",
            "https://smartcloud.example/".to_owned(),
        ),
    ]
}

fn asking(path: &str, parameters: &[(&'static str, String)]) -> String {
    let query = Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{path}?{query}")
}

/// A parameter of the address that an answer leads to.
fn parameter(answer: &Answer, name: &str) -> String {
    let address = Url::parse("http://idporten.test")
        .unwrap()
        .join(answer.header(header::LOCATION))
        .unwrap();
    let found = address.query_pairs().find(|(other, _)| other == name);
    found
        .unwrap_or_else(|| panic!("no {name} in {address}: {}", answer.text()))
        .1
        .into_owned()
}
