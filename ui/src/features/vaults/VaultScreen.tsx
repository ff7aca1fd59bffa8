import { Alert, Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { VaultFault } from "../../bridge";
import { explainVault } from "../../components/explain";
import { FailureAlert } from "../../components/FailureAlert";
import { Page } from "../../components/Page";
import { PassphraseForm } from "./PassphraseForm";
import { useKeepInMemory, useTryKeyringAgain } from "./useVault";

/** The keyring cannot be used: the person chooses, in the open. Nothing is chosen for them. */
export function VaultScreen({ fault }: { fault: VaultFault }) {
  const { t } = useTranslation();
  const again = useTryKeyringAgain();
  const memory = useKeepInMemory();
  const { what, next } = explainVault(fault, t);
  return (
    <Page title={t("vaults.title")} lead={t("vaults.lead")}>
      <Alert data-color="warning">
        <p className="alert-title">{what}</p>
        <p>{next}</p>
        <Button
          variant="secondary"
          loading={again.isPending}
          onClick={() => again.mutate(undefined)}
          style={{ marginTop: 10 }}
        >
          {t("vaults.again")}
        </Button>
      </Alert>
      {again.error && <FailureAlert failure={again.error.failure} />}
      <section className="choice">
        <h2 className="minor">{t("vaults.passphrase")}</h2>
        <p className="quiet">{t("vaults.passphraseText")}</p>
        <PassphraseForm submit={t("vaults.passphraseUse")} isNew />
      </section>
      <section className="choice">
        <h2 className="minor">{t("vaults.memory")}</h2>
        <p className="quiet">{t("vaults.memoryText")}</p>
        {memory.error && <FailureAlert failure={memory.error.failure} />}
        <div>
          <Button variant="secondary" loading={memory.isPending} onClick={() => memory.mutate(undefined)}>
            {t("vaults.memoryUse")}
          </Button>
        </div>
      </section>
    </Page>
  );
}
