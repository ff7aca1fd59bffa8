import { useTranslation } from "react-i18next";
import type { TokenView } from "../../bridge";
import { JsonPane } from "../../components/JsonPane";
import { ClaimTable } from "./ClaimTable";
import { TimeLeft } from "./TimeLeft";

/** A token opened up: what it says, and how long it lasts. */
export function TokenCard({ view }: { view: TokenView }) {
  const { t } = useTranslation();
  return (
    <section className="stack">
      <div className="page-head">
        <h2 className="section-head">{t("tokens.token")}</h2>
        <TimeLeft expires={view.expires} />
      </div>
      <ClaimTable claims={view.claims} />
      <div className="split">
        <JsonPane title={t("tokens.payload")} text={view.payload} copyLabel={t("tokens.copyPart")} />
        <JsonPane title={t("tokens.header")} text={view.header} copyLabel={t("tokens.copyPart")} />
      </div>
      <p className="quiet small">{t("tokens.notKept")}</p>
    </section>
  );
}
