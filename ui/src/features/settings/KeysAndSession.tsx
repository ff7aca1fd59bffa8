import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { commands, type Status, useTell } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { vaultWords } from "../../components/vaultWords";

/** Where keys are kept, and who is signed in. */
export function KeysAndSession({ status }: { status: Status }) {
  const { t } = useTranslation();
  const signOut = useTell((_: undefined) => commands.signOut());
  return (
    <section className="stack tight">
      <h2 className="section-head">{t("settings.keys")}</h2>
      <p>{vaultWords(status.vault, t)}</p>
      {status.session.kind === "signedIn" && (
        <>
          <h2 className="section-head">{t("settings.session")}</h2>
          <p>{t("sessions.signedInAs", { person: status.session.person })}</p>
          {signOut.error && <FailureAlert failure={signOut.error.failure} />}
          <div>
            <Button variant="secondary" loading={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
              {t("sessions.signOut")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
