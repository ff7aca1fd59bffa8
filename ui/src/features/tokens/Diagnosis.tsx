import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { TokenWish } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { DiagnosisAnswer } from "./DiagnosisAnswer";
import { useDiagnose } from "./useTokens";

/** Why MP-303: seven questions, answered from what the app can see. */
export function Diagnosis({ wish }: { wish: TokenWish }) {
  const { t } = useTranslation();
  const diagnose = useDiagnose();
  return (
    <section className="choice">
      <h2 className="section-head">{t("tokens.doctor")}</h2>
      <p className="quiet">{t("tokens.doctorLead")}</p>
      {diagnose.error && <FailureAlert failure={diagnose.error.failure} />}
      {diagnose.data && (
        <ol className="stack tight" aria-live="polite">
          {diagnose.data.map((step) => (
            <DiagnosisAnswer key={step.question} step={step} />
          ))}
        </ol>
      )}
      <div>
        <Button variant="secondary" loading={diagnose.isPending} onClick={() => diagnose.mutate(wish)}>
          {t("tokens.doctor")}
        </Button>
      </div>
    </section>
  );
}
