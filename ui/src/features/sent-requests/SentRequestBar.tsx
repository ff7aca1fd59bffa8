import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { SentRequest } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useWithdrawRequest } from "./useSentRequests";

/** A standard request can be taken back while it waits or after a no. */
export function SentRequestBar({ sent }: { sent: SentRequest }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { request } = sent;
  const withdraw = useWithdrawRequest(request.id);
  const [confirming, setConfirming] = useState(false);
  if (request.status === "Accepted" || request.kind === "agent") return null;
  const confirm = () =>
    withdraw.mutate(undefined, { onSuccess: () => navigate(`/vendor/requests?system=${request.systemId}`) });
  return (
    <div className="bar">
      <Button variant="tertiary" data-color="danger" onClick={() => setConfirming(true)}>
        {t("sentRequests.detail.withdraw")}
      </Button>
      {confirming && (
        <ConfirmDialog
          heading={t("sentRequests.detail.withdrawHeading", { party: sent.partyName ?? request.partyOrg })}
          confirm={t("sentRequests.detail.withdrawConfirm")}
          color="danger"
          pending={withdraw.isPending}
          problem={withdraw.error && <FailureWords error={withdraw.error} />}
          onConfirm={confirm}
          onCancel={() => setConfirming(false)}
        >
          <p>{t("sentRequests.detail.withdrawText")}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
