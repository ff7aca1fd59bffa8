import { age } from "./nb/age";
import { drafts } from "./nb/drafts";
import { failures } from "./nb/failures";
import { faults } from "./nb/faults";
import { frame } from "./nb/frame";
import { history } from "./nb/history";
import { lists } from "./nb/lists";
import { mail } from "./nb/mail";
import { problems } from "./nb/problems";
import { refusals } from "./nb/refusals";
import { requests } from "./nb/requests";
import { sentRequests } from "./nb/sentRequests";
import { sessions } from "./nb/sessions";
import { settings } from "./nb/settings";
import { systems } from "./nb/systems";
import { systemUsers } from "./nb/systemUsers";
import { tokens } from "./nb/tokens";
import { vaults } from "./nb/vaults";
import { vendors } from "./nb/vendors";
import { words } from "./nb/words";

/** Bokmål, and the shape the other languages follow. */
export const nb = {
  age,
  drafts,
  failures,
  faults,
  frame,
  history,
  lists,
  mail,
  problems,
  refusals,
  requests,
  sentRequests,
  sessions,
  settings,
  systemUsers,
  systems,
  tokens,
  vaults,
  vendors,
  words,
};
