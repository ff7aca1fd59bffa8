import { Button, Textfield } from "@digdir/designsystemet-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Failure, RegisteredSystem, TokenWish } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { OrgNumberField } from "../../components/OrgNumberField";
import { SystemSelect } from "../../components/SystemSelect";
import { isComplete } from "./isComplete";

export function WishForm({
  systems,
  wish,
  pending,
  failure,
  onChange,
  onFetch,
}: {
  systems: readonly RegisteredSystem[];
  wish: TokenWish;
  pending: boolean;
  failure: Failure | undefined;
  onChange: (wish: TokenWish) => void;
  onFetch: () => void;
}) {
  const { t } = useTranslation();
  const set = (part: Partial<TokenWish>) => onChange({ ...wish, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFetch();
  };
  return (
    <form className="form choice" onSubmit={submit}>
      <h2 className="section-head">{t("tokens.wish")}</h2>
      <div className="form-row">
        <SystemSelect
          label={t("tokens.system")}
          systems={systems}
          picked={wish.systemId}
          onPick={(systemId) => set({ systemId })}
        />
        <OrgNumberField
          label={t("tokens.party")}
          description={t("tokens.partyHint")}
          value={wish.partyOrg}
          onChange={(partyOrg) => set({ partyOrg })}
        />
        <Textfield
          label={t("tokens.externalRef")}
          value={wish.externalRef ?? ""}
          onChange={(event) => set({ externalRef: event.target.value || null })}
        />
        <Textfield
          label={t("tokens.scopes")}
          description={t("tokens.scopesHint")}
          defaultValue={wish.scopes.join(" ")}
          onChange={(event) => set({ scopes: event.target.value.split(/\s+/).filter(Boolean) })}
        />
      </div>
      {failure && <FailureAlert failure={failure} />}
      <div>
        <Button type="submit" loading={pending} disabled={!isComplete(wish)}>
          {t("tokens.fetch")}
        </Button>
      </div>
    </form>
  );
}
