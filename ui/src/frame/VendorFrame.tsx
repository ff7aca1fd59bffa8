import { CogIcon, KeyHorizontalIcon, PackageIcon, PaperplaneIcon, WrenchIcon } from "@navikt/aksel-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Status, Vendor } from "../bridge";
import { EnvironmentTag } from "../components/EnvironmentTag";
import { OrgNumber } from "../components/OrgNumber";
import { Frame } from "./Frame";
import type { Destination } from "./SideNav";
import { StatusLine } from "./StatusLine";

/** The vendor's surface around a screen. Until the vendor is set up there are no systems to go to. */
export function VendorFrame({ status, children }: { status: Status; children: ReactNode }) {
  const { t } = useTranslation();
  const basics: Destination[] = [
    { to: "/vendor/set-up", label: t("frame.setUp"), icon: WrenchIcon },
    { to: "/vendor/settings", label: t("frame.settings"), icon: CogIcon },
  ];
  const work: Destination[] = [
    { to: "/vendor/systems", label: t("frame.systems"), icon: PackageIcon },
    { to: "/vendor/requests", label: t("frame.requests"), icon: PaperplaneIcon },
    { to: "/vendor/tokens", label: t("frame.tokens"), icon: KeyHorizontalIcon },
  ];
  const ready = status.vendor !== null && status.vault.kind === "open";
  return (
    <Frame
      surface="vendor"
      actor={status.vendor && <VendorName vendor={status.vendor} />}
      environment={<EnvironmentTag environment={status.environment} />}
      places={ready ? [work, basics] : [basics]}
      status={<StatusLine status={status} />}
    >
      {children}
    </Frame>
  );
}

function VendorName({ vendor }: { vendor: Vendor }) {
  const { t } = useTranslation();
  return (
    <span className="actor">
      <b>{vendor.name ?? t("frame.vendor")}</b>
      <small>
        {t("words.orgNumber")} <OrgNumber value={vendor.orgNumber} />
      </small>
    </span>
  );
}
