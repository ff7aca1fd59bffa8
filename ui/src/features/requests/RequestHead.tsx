import { useTranslation } from "react-i18next";
import type { RequestSheet } from "../../bridge";
import { Age } from "../../components/Age";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { OrgNumber } from "../../components/OrgNumber";
import { SystemMark } from "../../components/SystemMark";
import { shortReference } from "../../components/shortReference";
import { useText } from "../../components/useText";
import { formatDate } from "../../i18n/dates";
import { useLanguage } from "../../i18n/useLanguage";

/** Who asks, for which organisation, and when. */
export function RequestHead({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  const text = useText();
  const language = useLanguage();
  const { request, system, party } = sheet;
  const agent = request.kind === "agent";
  const names = { system: text(system.name), party: party.name };
  return (
    <header className="who">
      <SystemMark name={names.system} />
      <div>
        <p className="eyebrow">{agent ? t("requests.sheet.eyebrowAgent") : t("requests.sheet.eyebrow")}</p>
        <ArrivalHeading level={2}>
          {agent ? t("requests.sheet.headingAgent", names) : t("requests.sheet.heading", names)}
        </ArrivalHeading>
        <p className="meta">
          <span>{t("requests.sheet.from", { vendor: system.vendorName ?? system.vendor })}</span>
          <span>
            {t("words.orgNumber")} <OrgNumber value={system.vendor} />
          </span>
          <span>
            {t("requests.sheet.asked", { date: formatDate(request.created, language) })},{" "}
            <Age since={request.created} />
          </span>
          <span>
            {t("words.ref")} {shortReference(request.id)}
          </span>
        </p>
        {party.orgNumber && (
          <p className="meta">
            <span>{party.name}</span>
            <span>
              {t("words.orgNumber")} <OrgNumber value={party.orgNumber} />
            </span>
          </p>
        )}
      </div>
    </header>
  );
}
