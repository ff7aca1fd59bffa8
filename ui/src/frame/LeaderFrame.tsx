import {
  ClockDashedIcon,
  CogIcon,
  InboxIcon,
  PadlockUnlockedIcon,
  PlusCircleIcon,
} from "@navikt/aksel-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Party, PartyChoice, Status } from "../bridge";
import { EnvironmentTag } from "../components/EnvironmentTag";
import { ActorPicker } from "./ActorPicker";
import { Frame } from "./Frame";
import type { Destination } from "./SideNav";
import { StatusLine } from "./StatusLine";

/** The leader's surface around a screen. Before signing in there is no organisation, and only settings to go to. */
export function LeaderFrame({
  status,
  party,
  choices,
  children,
}: {
  status: Status;
  party?: Party | undefined;
  choices: readonly PartyChoice[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const waiting = choices.find((choice) => choice.party.id === party?.id)?.waiting ?? 0;
  const settings: Destination = { to: "/leader/settings", label: t("frame.settings"), icon: CogIcon };
  const places: Destination[][] = party
    ? [
        [
          { to: `/leader/${party.id}/inbox`, label: t("frame.inbox"), icon: InboxIcon, count: waiting },
          {
            to: `/leader/${party.id}/system-users`,
            label: t("frame.systemUsers"),
            icon: PadlockUnlockedIcon,
          },
          { to: `/leader/${party.id}/history`, label: t("frame.history"), icon: ClockDashedIcon },
        ],
        [{ to: `/leader/${party.id}/new`, label: t("frame.createNew"), icon: PlusCircleIcon }, settings],
      ]
    : [[settings]];
  return (
    <Frame
      surface="leader"
      actor={party && <ActorPicker current={party} choices={choices} />}
      environment={<EnvironmentTag environment={status.environment} />}
      places={places}
      status={<StatusLine status={status} />}
    >
      {children}
    </Frame>
  );
}
