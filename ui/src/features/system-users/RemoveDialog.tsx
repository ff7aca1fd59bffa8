import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { AccessSheet } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useRemoveAccess } from "./useSystemUsers";

/** The second step of removing. */
export function RemoveDialog({
  sheet,
  reason,
  onClose,
}: {
  sheet: AccessSheet;
  reason: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { access, party, system, authorities } = sheet;
  const remove = useRemoveAccess(party.id, access.id);
  const words = { system: useText()(system.name), party: party.name, count: authorities.length };
  const confirm = () =>
    remove.mutate(reason, {
      onSuccess: (decision) => navigate(`/leader/${party.id}/receipts/${decision.id}`),
    });
  return (
    <ConfirmDialog
      heading={t("systemUsers.remove.confirmHeading", words)}
      confirm={t("systemUsers.remove.confirm")}
      color="danger"
      pending={remove.isPending}
      problem={remove.error && <FailureWords error={remove.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("systemUsers.remove.confirmText", words)}</p>
    </ConfirmDialog>
  );
}
