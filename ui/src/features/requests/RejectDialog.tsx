import { Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestSheet } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useRejectRequest } from "./useRequests";

/** The second step of no, with room for a reason of one's own. */
export function RejectDialog({ sheet, onClose }: { sheet: RequestSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const text = useText();
  const [reason, setReason] = useState("");
  const { party, request } = sheet;
  const reject = useRejectRequest(party.id, request.id);
  const words = { system: text(sheet.system.name), party: party.name };
  const confirm = () =>
    reject.mutate(reason.trim() || null, {
      onSuccess: (decision) => navigate(`/leader/${party.id}/receipts/${decision.id}`),
    });
  return (
    <ConfirmDialog
      heading={t("requests.reject.heading", words)}
      confirm={t("requests.reject.confirm")}
      color="danger"
      pending={reject.isPending}
      problem={reject.error && <FailureWords error={reject.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("requests.reject.text", words)}</p>
      <Textfield
        multiline
        rows={3}
        label={t("requests.reject.reason")}
        description={t("requests.reject.reasonHint")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  );
}
