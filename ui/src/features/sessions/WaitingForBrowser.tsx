import { Button, Spinner } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/CopyButton";
import { Page } from "../../components/Page";
import { useCancelSignIn } from "./useSession";

/** The person is in the browser. The address stands here too, so a missing browser stops nobody. */
export function WaitingForBrowser({ url }: { url: string }) {
  const { t } = useTranslation();
  const cancel = useCancelSignIn();
  return (
    <Page title={t("sessions.waiting")} lead={t("sessions.waitingText")}>
      <div className="wait">
        <Spinner aria-label={t("sessions.waiting")} />
        <p>{t("sessions.address")}</p>
        <code>{url}</code>
        <div className="cluster">
          <CopyButton text={url} label={t("sessions.copyAddress")} />
          <Button
            variant="tertiary"
            data-color="neutral"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(undefined)}
          >
            {t("words.cancel")}
          </Button>
        </div>
      </div>
    </Page>
  );
}
