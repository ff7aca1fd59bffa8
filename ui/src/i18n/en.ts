import { age } from "./en/age";
import { drafts } from "./en/drafts";
import { failures } from "./en/failures";
import { faults } from "./en/faults";
import { frame } from "./en/frame";
import { history } from "./en/history";
import { lists } from "./en/lists";
import { mail } from "./en/mail";
import { problems } from "./en/problems";
import { refusals } from "./en/refusals";
import { requests } from "./en/requests";
import { sentRequests } from "./en/sentRequests";
import { sessions } from "./en/sessions";
import { settings } from "./en/settings";
import { systems } from "./en/systems";
import { systemUsers } from "./en/systemUsers";
import { tokens } from "./en/tokens";
import { vaults } from "./en/vaults";
import { vendors } from "./en/vendors";
import { words } from "./en/words";
import type { Messages } from "./messages";

export const en = {
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
