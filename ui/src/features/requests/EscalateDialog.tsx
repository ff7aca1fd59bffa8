import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestSheet } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useEscalateRequest } from "./useRequests";

/** L5 in short: hands the request to those who may answer. */
export function EscalateDialog({ sheet, onClose }: { sheet: RequestSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const text = useText();
  const { party, request } = sheet;
  const escalate = useEscalateRequest(party.id, request.id);
  const confirm = () =>
    escalate.mutate(undefined, {
      onSuccess: (decision) => navigate(`/leader/${party.id}/receipts/${decision.id}`),
    });
  return (
    <ConfirmDialog
      heading={t("requests.escalate.heading")}
      confirm={t("requests.escalate.confirm")}
      color="accent"
      pending={escalate.isPending}
      problem={escalate.error && <FailureWords error={escalate.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("requests.escalate.text", { system: text(sheet.system.name), party: party.name })}</p>
    </ConfirmDialog>
  );
}
