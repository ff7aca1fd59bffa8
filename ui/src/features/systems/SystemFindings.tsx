import { CheckmarkCircleFillIcon } from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../bridge";
import { Findings } from "../../components/Findings";
import { toFindings } from "../../components/toFindings";

/** What is wrong, or that nothing is. Said aloud when it changes. */
export function SystemFindings({
  findings,
  checking,
  onPick,
}: {
  findings: readonly Finding[];
  checking: boolean;
  onPick: (line: number) => void;
}) {
  const { t } = useTranslation();
  const count = findings.length;
  return (
    <div className="stack tight">
      <p role="status">
        {checking ? (
          <span className="quiet">{t("systems.editor.checking")}</span>
        ) : count === 0 ? (
          <span className="icon-text tone-success">
            <CheckmarkCircleFillIcon aria-hidden />
            {t("systems.editor.noProblems")}
          </span>
        ) : (
          <b>{t("systems.editor.problems", { count })}</b>
        )}
      </p>
      {count > 0 && (
        <Findings
          label={t("systems.editor.problems", { count })}
          lineLabel={(line) => t("systems.editor.line", { line })}
          findings={toFindings(findings, t)}
          onPick={({ line }) => line !== undefined && onPick(line)}
        />
      )}
    </div>
  );
}
