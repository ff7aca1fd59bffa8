import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useOpenLink } from "./useRequests";

/** Where only Altinn's own pages may take the answer, the browser takes over. */
export function ContinueInAltinn({ address, onClose }: { address: string; onClose: () => void }) {
  const { t } = useTranslation();
  const open = useOpenLink();
  return (
    <ConfirmDialog
      heading={t("requests.approve.continueTitle")}
      confirm={t("requests.approve.continueOpen")}
      color="accent"
      pending={open.isPending}
      problem={open.error && <FailureWords error={open.error} />}
      onConfirm={() => open.mutate(address, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{t("requests.approve.continueText")}</p>
      <code>{address}</code>
    </ConfirmDialog>
  );
}
