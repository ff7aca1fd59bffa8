//! Without a mouse.

use thirtyfour::Key;

use crate::story;
use crate::window::Window;

#[tokio::test]
async fn enter_opens_the_second_step_and_escape_leaves_it_undecided() {
    let window = Window::open().await;
    story::register(&window).await;
    story::ask(&window).await;
    window.press("Leder").await;
    story::sign_in(&window, tests::PIA).await;
    window.press("SmartRegnskap").await;
    window.reads("Du kan godkjenne dette alene.").await;

    window.tab_to("Godkjenn systemtilgang").await;
    window.key(Key::Enter).await;
    window.reads("Gi SmartRegnskap tilgang hos Rør og Vann AS?").await;
    window.key(Key::Enter).await;
    window.key(Key::Escape).await;

    window
        .no_longer_reads("Gi SmartRegnskap tilgang hos Rør og Vann AS?")
        .await;
    assert!(window.offers("Godkjenn systemtilgang").await);
    window.close().await;
}
