import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Offer } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useCreateAccess } from "./useSystemUsers";

/** The last word before an access is made. */
export function CreateDialog({
  offer,
  title,
  onClose,
}: {
  offer: Offer;
  title: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { system, party, authorities } = offer;
  const create = useCreateAccess(party.id, system.id);
  const words = {
    system: useText()(system.name),
    vendor: system.vendorName ?? system.vendor,
    party: party.name,
    count: authorities.length,
  };
  const confirm = () =>
    create.mutate(title, {
      onSuccess: (decision) => navigate(`/leader/${party.id}/receipts/${decision.id}`),
    });
  return (
    <ConfirmDialog
      heading={t("systemUsers.create.confirmHeading", words)}
      confirm={t("systemUsers.create.confirm")}
      color="accent"
      pending={create.isPending}
      problem={create.error && <FailureWords error={create.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("systemUsers.create.confirmText", words)}</p>
    </ConfirmDialog>
  );
}
