import { Field, Label, Select, Textfield } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { RegisteredSystem, RequestDraft } from "../../bridge";
import { AuthorityChoice } from "./AuthorityChoice";

export function RequestForm({
  system,
  draft,
  onChange,
}: {
  system: RegisteredSystem;
  draft: RequestDraft;
  onChange: (draft: RequestDraft) => void;
}) {
  const { t } = useTranslation();
  const set = (part: Partial<RequestDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Textfield
        id="request-partyOrgNo"
        label={t("sentRequests.compose.party")}
        inputMode="numeric"
        value={draft.partyOrg}
        onChange={(event) => set({ partyOrg: event.target.value })}
      />
      <Textfield
        id="request-externalRef"
        label={t("sentRequests.compose.reference")}
        description={t("sentRequests.compose.referenceHint")}
        value={draft.externalRef ?? ""}
        onChange={(event) => set({ externalRef: event.target.value || null })}
      />
      <AuthorityChoice system={system} draft={draft} onChange={set} />
      <Field>
        <Label>{t("sentRequests.compose.redirect")}</Label>
        <Select
          id="request-redirectUrl"
          value={draft.redirectUrl ?? ""}
          onChange={(event) => set({ redirectUrl: event.target.value || null })}
        >
          <Select.Option value="">{t("sentRequests.compose.noRedirect")}</Select.Option>
          {system.allowedRedirectUrls.map((address) => (
            <Select.Option key={address} value={address}>
              {address}
            </Select.Option>
          ))}
        </Select>
      </Field>
    </>
  );
}
