import { Alert, Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { EnvironmentName, Session } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { Page } from "../../components/Page";
import { useLanguage } from "../../i18n/useLanguage";
import { useBeginSignIn } from "./useSession";
import { WaitingForBrowser } from "./WaitingForBrowser";
import { Welcome } from "./Welcome";

/** Where a leader signs in. What they were doing comes back afterwards: the address has not changed. */
export function SignInScreen({ session, environment }: { session: Session; environment: EnvironmentName }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const begin = useBeginSignIn();
  if (session.kind === "waiting") return <WaitingForBrowser url={session.url} />;
  return (
    <Page title={t("sessions.title")} lead={t("sessions.lead")}>
      <div className="wait">
        {session.kind === "failed" && (
          <div>
            <h2 className="minor">{t("sessions.failed")}</h2>
            <FailureAlert failure={session.failure} />
          </div>
        )}
        {begin.error && <FailureAlert failure={begin.error.failure} />}
        <Welcome />
        <Alert data-color="info">
          <p>{environment === "local" ? t("sessions.demoNote") : t("sessions.realNote")}</p>
        </Alert>
        <Button loading={begin.isPending} onClick={() => begin.mutate(language)}>
          {t("sessions.signIn")}
        </Button>
        <Link to="/vendor">{t("sessions.toVendor")}</Link>
      </div>
    </Page>
  );
}
