import { SkipLink } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageMenu } from "./LanguageMenu";
import { Logo } from "./Logo";
import { type Destination, SideNav } from "./SideNav";
import { SurfaceSwitch } from "./SurfaceSwitch";

/** What stays while screens come and go: who and where on top, places at the side, freshness at the bottom. */
export function Frame({
  surface,
  actor,
  environment,
  places,
  status,
  children,
}: {
  surface: "leader" | "vendor";
  actor: ReactNode;
  environment: ReactNode;
  places: readonly (readonly Destination[])[];
  status: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="frame" data-color={surface === "vendor" ? "vendor" : "accent"}>
      <SkipLink className="skip" href="#main">
        {t("frame.skipToMain")}
      </SkipLink>
      <header className="top">
        <div className="brand">
          <Logo />
          Klarsignal
        </div>
        <SurfaceSwitch />
        {actor}
        <div className="grow" />
        {environment}
        <LanguageMenu />
      </header>
      <div className="body">
        <SideNav groups={places} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <footer className="status">
        {status}
        <span className="end">{t("frame.unofficial")}</span>
      </footer>
    </div>
  );
}
