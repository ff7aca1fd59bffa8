//! The whole story by hand: two people, one window.

use tests::{Browser, CUSTOMER, PIA};

use crate::window::Window;

/// SmartRegnskap's entry, as its vendor would paste it.
pub(crate) const ENTRY: &str = r#"{
  "id": "991825827_smartregnskap",
  "vendor": { "ID": "0192:991825827" },
  "name": { "nb": "SmartRegnskap", "nn": "SmartRegnskap", "en": "SmartRegnskap" },
  "description": { "nb": "Regnskap for små virksomheter", "nn": "Rekneskap for små verksemder", "en": "Accounting for small firms" },
  "rights": [{ "resource": [{ "id": "urn:altinn:resource", "value": "ske-krav-og-betalinger" }] }],
  "clientId": ["36066b41-87d9-5c8b-a61d-5f2e06a70e7c"],
  "isVisible": true,
  "allowedRedirectUrls": ["https://smartcloud.example/ready"]
}"#;

#[tokio::test]
async fn the_story_is_lived_in_one_window() {
    let window = Window::open().await;
    register(&window).await;
    ask(&window).await;
    approve(&window).await;
    use_it(&window).await;
    take_it_back(&window).await;
    window.close().await;
}

/// The vendor keeps its key in memory, because this home has no keyring, and registers SmartRegnskap.
pub(crate) async fn register(window: &Window) {
    window.press("Leverandør").await;
    window.reads("Hvor skal nøklene ligge?").await;
    window.picture("story/01-keys").await;
    window.press("Hold dem i minnet").await;
    window.press("Bruk SmartCloud AS").await;
    window.press("Lag nøkkel og lagre").await;
    window.reads("Leverandøren er satt opp").await;
    window.picture("story/02-vendor").await;
    window.press("Gå til systemene").await;
    window.press("Nytt system").await;
    window.write("Slik blir det sendt", ENTRY).await;
    window.reads("Ingen feil funnet").await;
    window.picture("story/03-system").await;
    window.press("Registrer systemet").await;
    window.reads("Lagret i systemregisteret").await;
}

/// The vendor asks Rør og Vann AS.
pub(crate) async fn ask(window: &Window) {
    window.press("Forespørsler").await;
    window.press("Ny forespørsel").await;
    window.write("Kundens organisasjonsnummer", CUSTOMER).await;
    window.write("Din referanse", "kunde-1").await;
    window.press("Send forespørselen").await;
    window.reads("Lenken til kunden").await;
    window.picture("story/04-sent").await;
}

/// Pia signs in, reads, and says yes in two steps.
pub(crate) async fn approve(window: &Window) {
    window.press("Leder").await;
    sign_in(window, PIA).await;
    window.press("SmartRegnskap").await;
    window.reads("Du kan godkjenne dette alene.").await;
    window.picture("story/05-decision").await;
    window.press("Godkjenn systemtilgang").await;
    window.reads("Gi SmartRegnskap tilgang hos Rør og Vann AS?").await;
    window.picture("story/06-confirm").await;
    window.press("Ja, godkjenn").await;
    window.reads("Systemtilgangen er godkjent").await;
    window.picture("story/07-receipt").await;
}

/// Signs in through the browser that the app opened.
pub(crate) async fn sign_in(window: &Window, name: &str) {
    window.press("Logg inn").await;
    let address = window.opened_link().await;
    Browser::default().sign_in(&address, name).await;
    window.reads("Innboks").await;
}

/// The vendor sees the yes, fetches a token and calls the service owner.
async fn use_it(window: &Window) {
    window.press("Leverandør").await;
    window.press("Forespørsler").await;
    window.reads("Godkjent").await;
    window.press("Tokenverksted").await;
    window.write("Virksomheten som eier tilgangen", CUSTOMER).await;
    window.write("Referanse fra forespørselen", "kunde-1").await;
    window.press("Hent token").await;
    window.reads("Systemtilgangen hos virksomheten").await;
    window.press("Hent åpne krav").await;
    window.reads("Saldo").await;
    window.picture("story/08-token").await;
}

/// Pia takes it back. The token from before opens nothing, and no new one comes.
async fn take_it_back(window: &Window) {
    window.press("Leder").await;
    window.press("Systemtilganger").await;
    window.press("SmartRegnskap").await;
    window.press("Fjern tilgang").await;
    window.reads("Dette slutter å virke").await;
    window.picture("story/09-impact").await;
    window.press("Fjern tilgang").await;
    window.press("Ja, fjern tilgangen").await;
    window.reads("Systemtilgangen er fjernet").await;
    window.picture("story/10-removed").await;
    window.press("Leverandør").await;
    window.press("Tokenverksted").await;
    window.write("Virksomheten som eier tilgangen", CUSTOMER).await;
    window.write("Referanse fra forespørselen", "kunde-1").await;
    window.press("Hent token").await;
    window.reads("MP-303").await;
    window.picture("story/11-refused").await;
}
