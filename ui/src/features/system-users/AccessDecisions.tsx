import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { AccessSheet, Action } from "../../bridge";
import { Moment } from "../../components/Moment";

/** What this person decided about the access, in this app. */
export function AccessDecisions({ sheet }: { sheet: AccessSheet }) {
  const { t } = useTranslation();
  if (sheet.decisions.length === 0) return null;
  const words: Record<Action, string> = {
    approved: t("history.approved"),
    rejected: t("history.rejected"),
    passedOn: t("history.passedOn"),
    created: t("history.created"),
    removed: t("history.removed"),
  };
  return (
    <section>
      <h3>{t("systemUsers.detail.decisions")}</h3>
      <ol className="timeline">
        {sheet.decisions.map((decision) => (
          <li key={decision.id} data-done>
            <span>
              <Link to={`/leader/${sheet.party.id}/receipts/${decision.id}`}>{words[decision.action]}</Link>{" "}
              <span className="quiet small">
                <Moment at={decision.at} /> · {decision.person}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
