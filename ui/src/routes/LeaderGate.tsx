import type { ReactNode } from "react";
import { Navigate, Outlet, useParams } from "react-router";
import { type Party, type Status, useParties } from "../bridge";
import { FailureAlert } from "../components/FailureAlert";
import { Loading } from "../components/Loading";
import { NoPartiesScreen } from "../features/sessions/NoPartiesScreen";
import { SignInScreen } from "../features/sessions/SignInScreen";
import { LeaderFrame } from "../frame/LeaderFrame";
import { PartyContext } from "./party";
import { useKnownStatus } from "./status";

/** What stands between a leader and a screen: signing in, and an organisation to act for. */
export function LeaderGate() {
  const status = useKnownStatus();
  const { party: wanted } = useParams();
  const parties = useParties(status.session);
  const choices = parties.data ?? [];
  const party = (choices.find(({ party: { id } }) => String(id) === wanted) ?? choices[0])?.party;
  return (
    <LeaderFrame status={status} party={party} choices={choices}>
      <GateContent status={status} party={party} wanted={wanted} parties={parties}>
        <Outlet />
      </GateContent>
    </LeaderFrame>
  );
}

function GateContent({
  status,
  party,
  wanted,
  parties,
  children,
}: {
  status: Status;
  party: Party | undefined;
  wanted: string | undefined;
  parties: ReturnType<typeof useParties>;
  children: ReactNode;
}) {
  if (status.session.kind !== "signedIn") {
    return <SignInScreen session={status.session} environment={status.environment} />;
  }
  if (!parties.data) {
    return (
      <div className="page page-inner">
        {parties.error ? (
          <FailureAlert failure={parties.error.failure} onRetry={() => void parties.refetch()} />
        ) : (
          <Loading />
        )}
      </div>
    );
  }
  if (!party) return <NoPartiesScreen />;
  if (String(party.id) !== wanted) return <Navigate replace to={`/leader/${party.id}/inbox`} />;
  return <PartyContext value={party}>{children}</PartyContext>;
}
