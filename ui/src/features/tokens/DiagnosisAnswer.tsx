import { Tag } from "@digdir/designsystemet-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Answer, DiagnosisStep } from "../../bridge";
import { questionWords } from "./questionWords";

const COLORS = { yes: "success", no: "danger", unknown: "neutral" } as const;

/** One question, its answer, what was found, and what to do about a no. */
export function DiagnosisAnswer({ step }: { step: DiagnosisStep }) {
  const { t } = useTranslation();
  const { ask, fix } = questionWords(step.question, t);
  return (
    <li className="diagnosis">
      <Tag data-color={COLORS[step.answer]}>{answerWords(step.answer, t)}</Tag>
      <div>
        <b>{ask}</b>
        {step.answer === "no" && <p>{fix}</p>}
        {step.found.length > 0 && (
          <p className="quiet small">{t("tokens.found", { found: step.found.join(", ") })}</p>
        )}
      </div>
    </li>
  );
}

function answerWords(answer: Answer, t: TFunction): string {
  switch (answer) {
    case "yes":
      return t("tokens.answer.yes");
    case "no":
      return t("tokens.answer.no");
    case "unknown":
      return t("tokens.answer.unknown");
  }
}
