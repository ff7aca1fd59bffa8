import { Buildings3Icon, PackageIcon } from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

/** Leader or vendor: two places, never mixed. */
export function SurfaceSwitch() {
  const { t } = useTranslation();
  return (
    <nav className="surfaces" aria-label={t("frame.surfaces")}>
      <NavLink to="/leader">
        <Buildings3Icon aria-hidden />
        {t("frame.leader")}
      </NavLink>
      <NavLink to="/vendor">
        <PackageIcon aria-hidden />
        {t("frame.vendor")}
      </NavLink>
    </nav>
  );
}
