import { useTranslation } from "react-i18next";
import type { RequestSheet } from "../../bridge";
import { useText } from "../../components/useText";

/** What yes leads to: at once, later, and how to undo it. */
export function WhatHappensNext({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  const system = useText()(sheet.system.name);
  return (
    <section>
      <h3>{t("requests.sheet.after")}</h3>
      <ol className="steps">
        <li>
          <b>{t("requests.sheet.afterNow")}</b>
          <span>
            {sheet.request.kind === "agent"
              ? t("requests.sheet.afterNowAgent")
              : t("requests.sheet.afterNowText", { system })}
          </span>
        </li>
        <li>
          <b>{t("requests.sheet.afterLater")}</b>
          <span>{t("requests.sheet.afterLaterText")}</span>
        </li>
        <li>
          <b>{t("requests.sheet.afterUndo")}</b>
          <span>{t("requests.sheet.afterUndoText")}</span>
        </li>
      </ol>
    </section>
  );
}
