import { useTranslation } from "react-i18next";
import type { AccessSheet } from "../../bridge";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { OrgNumber } from "../../components/OrgNumber";
import { SystemMark } from "../../components/SystemMark";
import { shortReference } from "../../components/shortReference";
import { useText } from "../../components/useText";
import { formatDate } from "../../i18n/dates";
import { useLanguage } from "../../i18n/useLanguage";

export function AccessHead({ sheet }: { sheet: AccessSheet }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { access, system, party } = sheet;
  const name = useText()(system.name);
  return (
    <header className="who">
      <SystemMark name={name} />
      <div>
        <p className="eyebrow">
          {access.kind === "agent" ? t("systemUsers.detail.eyebrowAgent") : t("systemUsers.detail.eyebrow")}
        </p>
        <ArrivalHeading level={2}>
          {t("systemUsers.detail.heading", { system: name, party: party.name })}
        </ArrivalHeading>
        <p className="meta">
          <span>{system.vendorName}</span>
          <span>
            {t("words.orgNumber")} <OrgNumber value={system.vendor} />
          </span>
          <span>{t("systemUsers.detail.since", { date: formatDate(access.created, language) })}</span>
          <span>
            {t("words.ref")} {shortReference(access.id)}
          </span>
        </p>
      </div>
    </header>
  );
}
