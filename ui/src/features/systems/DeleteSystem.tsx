import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RegisteredSystem } from "../../bridge";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { FailureWords } from "../../components/FailureWords";
import { useText } from "../../components/useText";
import { useDeleteSystem } from "./useSystem";

/** Takes a system out of the register, in two steps, naming what is lost. */
export function DeleteSystem({ system }: { system: RegisteredSystem }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [confirming, setConfirming] = useState(false);
  const remove = useDeleteSystem(system.id);
  const words = { system: useText()(system.name) || system.id, id: system.id };
  return (
    <>
      <Button variant="tertiary" data-color="danger" onClick={() => setConfirming(true)}>
        {t("systems.editor.delete")}
      </Button>
      {confirming && (
        <ConfirmDialog
          heading={t("systems.editor.deleteHeading", words)}
          confirm={t("systems.editor.deleteConfirm")}
          color="danger"
          pending={remove.isPending}
          problem={remove.error && <FailureWords error={remove.error} />}
          onConfirm={() => remove.mutate(undefined, { onSuccess: () => navigate("/vendor/systems") })}
          onCancel={() => setConfirming(false)}
        >
          <p>{t("systems.editor.deleteText", words)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
