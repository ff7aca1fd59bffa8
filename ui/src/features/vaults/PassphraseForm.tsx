import { Button, Textfield } from "@digdir/designsystemet-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { explain } from "../../components/explain";
import { useOpenWithPassphrase } from "./useVault";

export function PassphraseForm({ submit, isNew = false }: { submit: string; isNew?: boolean }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const open = useOpenWithPassphrase();
  const send = (event: FormEvent) => {
    event.preventDefault();
    open.mutate(passphrase, { onSettled: () => setPassphrase("") });
  };
  return (
    <form className="inline-entry" onSubmit={send}>
      <Textfield
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        label={t("vaults.passphraseField")}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
        error={open.error && explain(open.error.failure, t).what}
      />
      <Button type="submit" disabled={passphrase === ""} loading={open.isPending}>
        {submit}
      </Button>
    </form>
  );
}
