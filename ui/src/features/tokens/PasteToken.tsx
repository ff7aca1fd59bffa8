import { Button, Textfield } from "@digdir/designsystemet-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureAlert } from "../../components/FailureAlert";
import { TokenCard } from "./TokenCard";
import { useDecodeToken } from "./useTokens";

/** Reads a token that came from somewhere else. The field is emptied as soon as it is read. */
export function PasteToken() {
  const { t } = useTranslation();
  const [token, setToken] = useState("");
  const decode = useDecodeToken();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decode.mutate(token.trim(), { onSuccess: () => setToken("") });
  };
  return (
    <section className="choice">
      <h2 className="section-head">{t("tokens.paste")}</h2>
      <form className="form" onSubmit={submit}>
        <Textfield
          multiline
          rows={3}
          spellCheck={false}
          label={t("tokens.pasteField")}
          description={t("tokens.pasteHint")}
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
        {decode.error && <FailureAlert failure={decode.error.failure} />}
        <div>
          <Button type="submit" variant="secondary" disabled={token.trim() === ""} loading={decode.isPending}>
            {t("tokens.decode")}
          </Button>
        </div>
      </form>
      {decode.data && <TokenCard view={decode.data} />}
    </section>
  );
}
