import { useParties } from "../bridge";
import { SettingsScreen } from "../features/settings/SettingsScreen";
import { LeaderFrame } from "../frame/LeaderFrame";
import { useKnownStatus } from "./status";

/** Settings can be reached before signing in too. */
export function LeaderSettings() {
  const status = useKnownStatus();
  const parties = useParties(status.session);
  const choices = parties.data ?? [];
  return (
    <LeaderFrame status={status} party={choices[0]?.party} choices={choices}>
      <SettingsScreen status={status} />
    </LeaderFrame>
  );
}
