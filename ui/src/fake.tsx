import "./styles/index.css";
import { fail, install } from "./bridge/fake/install";
import { inboxRows, signedIn } from "./bridge/fake/samples";
import { createWorld } from "./bridge/fake/world";
import { start } from "./start";

const scene = new URLSearchParams(location.search).get("scene");
const world = createWorld({ status: statusOf(scene), inbox: scene === "empty" ? [] : inboxRows });
install(
  scene === "offline"
    ? { ...world, inbox: () => fail({ kind: "offline", host: "platform.tt02.altinn.no" }) }
    : world,
);

const page = document.getElementById("root");
if (page) start(page);

function statusOf(name: string | null): typeof signedIn {
  switch (name) {
    case "signed-out":
      return { ...signedIn, session: { kind: "signedOut" } };
    case "waiting":
      return {
        ...signedIn,
        session: { kind: "waiting", url: "http://127.0.0.1:41003/authorize?client_id=klarsignal" },
      };
    case "no-keyring":
      return { ...signedIn, vault: { kind: "choiceNeeded", fault: "keyringMissing" } };
    case "no-vendor":
      return { ...signedIn, vendor: null };
    default:
      return signedIn;
  }
}
