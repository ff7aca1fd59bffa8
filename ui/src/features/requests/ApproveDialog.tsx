import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestSheet } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { ContinueInAltinn } from "./ContinueInAltinn";
import { useApproveRequest } from "./useRequests";

/** The second step of yes: the organisation, the system and how much, said once more. */
export function ApproveDialog({ sheet, onClose }: { sheet: RequestSheet; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const text = useText();
  const { party, request, system, authorities } = sheet;
  const approve = useApproveRequest(party.id, request.id);
  const words = {
    system: text(system.name),
    vendor: system.vendorName ?? system.vendor,
    party: party.name,
    count: authorities.length,
  };
  const confirm = () =>
    approve.mutate(undefined, {
      onSuccess: (approval) => {
        if (approval.kind === "done") navigate(`/leader/${party.id}/receipts/${approval.decision.id}`);
      },
    });
  if (approve.data?.kind === "continueAt") {
    return <ContinueInAltinn address={approve.data.confirmUrl} onClose={onClose} />;
  }
  return (
    <ConfirmDialog
      heading={t("requests.approve.heading", words)}
      confirm={t("requests.approve.confirm")}
      color="accent"
      pending={approve.isPending}
      problem={approve.error && <FailureWords error={approve.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("requests.approve.text", words)}</p>
      <ul className="stack tight">
        {authorities.map((authority) => (
          <li key={authority.id}>
            <b>{text(authority.name)}</b>
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
