import type { Messages } from "./messages";
import { age } from "./nn/age";
import { drafts } from "./nn/drafts";
import { failures } from "./nn/failures";
import { faults } from "./nn/faults";
import { frame } from "./nn/frame";
import { history } from "./nn/history";
import { lists } from "./nn/lists";
import { mail } from "./nn/mail";
import { problems } from "./nn/problems";
import { refusals } from "./nn/refusals";
import { requests } from "./nn/requests";
import { sentRequests } from "./nn/sentRequests";
import { sessions } from "./nn/sessions";
import { settings } from "./nn/settings";
import { systems } from "./nn/systems";
import { systemUsers } from "./nn/systemUsers";
import { tokens } from "./nn/tokens";
import { vaults } from "./nn/vaults";
import { vendors } from "./nn/vendors";
import { words } from "./nn/words";

export const nn = {
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
} satisfies Messages;
