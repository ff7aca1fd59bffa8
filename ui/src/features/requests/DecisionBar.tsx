import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestSheet } from "../../bridge";
import { ApproveDialog } from "./ApproveDialog";
import { EscalateDialog } from "./EscalateDialog";
import { RejectDialog } from "./RejectDialog";

type Step = "approve" | "reject" | "escalate";

/** The answers, always in sight. Each one only opens its second step. */
export function DecisionBar({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>();
  const close = () => setStep(undefined);
  if (sheet.request.status !== "New" || sheet.timedOut) return null;
  const lacks = sheet.preflight.kind === "lacks";
  return (
    <div className="bar">
      {sheet.mayDecide ? (
        <>
          <Button variant="tertiary" data-color="danger" onClick={() => setStep("reject")}>
            {t("requests.sheet.reject")}
          </Button>
          {lacks && !sheet.request.escalated && (
            <Button variant="secondary" onClick={() => setStep("escalate")}>
              {t("requests.sheet.escalate")}
            </Button>
          )}
          <span className="hint">{!lacks && t("requests.sheet.hint")}</span>
          <Button disabled={lacks} onClick={() => setStep("approve")}>
            {t("requests.sheet.approve")}
          </Button>
        </>
      ) : (
        !sheet.request.escalated && (
          <Button onClick={() => setStep("escalate")}>{t("requests.sheet.escalate")}</Button>
        )
      )}
      {step === "approve" && <ApproveDialog sheet={sheet} onClose={close} />}
      {step === "reject" && <RejectDialog sheet={sheet} onClose={close} />}
      {step === "escalate" && <EscalateDialog sheet={sheet} onClose={close} />}
    </div>
  );
}
