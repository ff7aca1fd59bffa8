import { Alert, Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import type { RegisteredSystem } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { ReplaceDialog } from "./ReplaceDialog";
import { useRegisterSystem } from "./useSystem";

const SAVED = "saved";

/** Sends the text to the register: at once when it is new, in two steps when it replaces what is there. */
export function SaveSystem({
  text,
  replaces,
  ready,
}: {
  text: string;
  replaces: RegisteredSystem | null;
  ready: boolean;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const register = useRegisterSystem();
  const [confirming, setConfirming] = useState(false);
  const saved = useLocation().state === SAVED;
  return (
    <div className="stack">
      {register.error && <FailureAlert failure={register.error.failure} />}
      {saved && (
        <Alert data-color="success" role="status">
          {t("systems.editor.saved")}
        </Alert>
      )}
      <div>
        {replaces ? (
          <Button disabled={!ready || replaces.isDeleted} onClick={() => setConfirming(true)}>
            {t("systems.editor.replace")}
          </Button>
        ) : (
          <Button
            disabled={!ready}
            loading={register.isPending}
            onClick={() =>
              register.mutate(text, {
                onSuccess: (id) => navigate(`/vendor/systems/${id}`, { state: SAVED }),
              })
            }
          >
            {t("systems.editor.register")}
          </Button>
        )}
      </div>
      {confirming && replaces && (
        <ReplaceDialog
          system={replaces}
          text={text}
          onSaved={() => navigate(".", { replace: true, state: SAVED })}
          onClose={() => setConfirming(false)}
        />
      )}
    </div>
  );
}
