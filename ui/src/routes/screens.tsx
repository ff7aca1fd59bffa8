import { Navigate, type RouteObject } from "react-router";
import { HistoryScreen } from "../features/decisions/HistoryScreen";
import { ReceiptScreen } from "../features/decisions/ReceiptScreen";
import { InboxScreen } from "../features/requests/InboxScreen";
import { ComposeScreen } from "../features/sent-requests/ComposeScreen";
import { SentRequestsScreen } from "../features/sent-requests/SentRequestsScreen";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import { CreateScreen } from "../features/system-users/CreateScreen";
import { SystemUsersScreen } from "../features/system-users/SystemUsersScreen";
import { NewSystemScreen } from "../features/systems/NewSystemScreen";
import { SystemScreen } from "../features/systems/SystemScreen";
import { SystemsScreen } from "../features/systems/SystemsScreen";
import { TokensScreen } from "../features/tokens/TokensScreen";
import { SetUpScreen } from "../features/vendors/SetUpScreen";
import { CrashScreen } from "./CrashScreen";
import { LeaderGate } from "./LeaderGate";
import { LeaderSettings } from "./LeaderSettings";
import { usePartyName } from "./party";
import { StatusGate } from "./StatusGate";
import { useKnownStatus } from "./status";
import { VendorGate } from "./VendorGate";
import { VendorSurface } from "./VendorSurface";

/** Every place in the app. The address is the state: which surface, which organisation, what is open. */
export const screens: RouteObject[] = [
  {
    element: <StatusGate />,
    errorElement: <CrashScreen />,
    children: [
      { index: true, element: <Navigate replace to="/leader" /> },
      { path: "leader/settings", element: <LeaderSettings /> },
      {
        path: "leader/:party?",
        element: <LeaderGate />,
        children: [
          { index: true, element: null },
          { path: "inbox/:request?", element: <Inbox /> },
          { path: "system-users/:access?", element: <SystemUsers /> },
          { path: "system-users/:access/remove", element: <Removing /> },
          { path: "new", element: <Create /> },
          { path: "history", element: <HistoryScreen /> },
          { path: "receipts/:decision", element: <ReceiptScreen /> },
        ],
      },
      {
        path: "vendor",
        element: <VendorSurface />,
        children: [
          { path: "settings", element: <Settings /> },
          {
            element: <VendorGate />,
            children: [
              { index: true, element: <Navigate replace to="/vendor/systems" /> },
              { path: "systems", element: <SystemsScreen /> },
              { path: "systems/new", element: <NewSystem /> },
              { path: "systems/:system", element: <SystemScreen /> },
              { path: "requests/new", element: <ComposeScreen /> },
              { path: "requests/:request?", element: <SentRequestsScreen /> },
              { path: "tokens", element: <TokensScreen /> },
              { path: "set-up", element: <SetUp /> },
            ],
          },
        ],
      },
      { path: "*", element: <Navigate replace to="/leader" /> },
    ],
  },
];

function Inbox() {
  return <InboxScreen partyName={usePartyName()} />;
}

function SystemUsers() {
  return <SystemUsersScreen partyName={usePartyName()} removing={false} />;
}

function Removing() {
  return <SystemUsersScreen partyName={usePartyName()} removing />;
}

function Create() {
  return <CreateScreen partyName={usePartyName()} />;
}

function SetUp() {
  return <SetUpScreen vendor={useKnownStatus().vendor} />;
}

function NewSystem() {
  const { vendor } = useKnownStatus();
  return vendor && <NewSystemScreen vendor={vendor} />;
}

function Settings() {
  return <SettingsScreen status={useKnownStatus()} />;
}
