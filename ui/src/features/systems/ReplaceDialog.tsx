import { useTranslation } from "react-i18next";
import type { RegisteredSystem } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useReplaceSystem } from "./useSystem";

/** Saving replaces the whole entry: say so before it happens. */
export function ReplaceDialog({
  system,
  text,
  onSaved,
  onClose,
}: {
  system: RegisteredSystem;
  text: string;
  onSaved: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const replace = useReplaceSystem(system.id);
  const name = useText()(system.name) || system.id;
  const confirm = () =>
    replace.mutate(text, {
      onSuccess: () => {
        onSaved();
        onClose();
      },
    });
  return (
    <ConfirmDialog
      heading={t("systems.editor.replaceHeading", { system: name })}
      confirm={t("systems.editor.replaceConfirm")}
      color="accent"
      pending={replace.isPending}
      problem={replace.error && <FailureWords error={replace.error} />}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <p>{t("systems.editor.replaceText")}</p>
    </ConfirmDialog>
  );
}
