import { Switch, Textfield } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { SystemDraft } from "../../bridge";
import { EntryList } from "../../components/EntryList";
import { AskedAuthorities } from "./AskedAuthorities";
import { RedirectTester } from "./RedirectTester";
import { SystemTexts } from "./SystemTexts";

/** The system as a form. Every change gives back the whole draft. */
export function SystemForm({
  draft,
  ownNumber,
  idFixed,
  onChange,
}: {
  draft: SystemDraft;
  ownNumber: string;
  idFixed: boolean;
  onChange: (draft: SystemDraft) => void;
}) {
  const { t } = useTranslation();
  const set = (part: Partial<SystemDraft>) => onChange({ ...draft, ...part });
  return (
    <div className="form">
      <Textfield
        label={t("systems.field.id")}
        description={t("systems.field.idHint")}
        value={draft.id}
        placeholder={`${ownNumber}_`}
        readOnly={idFixed}
        onChange={(event) => set({ id: event.target.value })}
      />
      <SystemTexts name={draft.name} description={draft.description} onChange={set} />
      <AskedAuthorities rights={draft.rights} packages={draft.accessPackages} onChange={set} />
      <EntryList
        label={t("systems.field.clientIds")}
        hint={t("systems.field.clientIdsHint")}
        entries={draft.clientIds}
        onChange={(clientIds) => set({ clientIds })}
      />
      <EntryList
        label={t("systems.field.redirects")}
        hint={t("systems.field.redirectsHint")}
        entries={draft.allowedRedirectUrls}
        onChange={(allowedRedirectUrls) => set({ allowedRedirectUrls })}
      />
      <RedirectTester registered={draft.allowedRedirectUrls} />
      <Switch
        label={t("systems.field.visible")}
        checked={draft.isVisible}
        onChange={(event) => set({ isVisible: event.target.checked })}
      />
    </div>
  );
}
