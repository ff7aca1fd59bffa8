import { useTranslation } from "react-i18next";
import type { SystemDraft, Vendor } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { Page } from "../../components/Page";
import { NewSystem } from "./NewSystem";
import { useRenderedSystem, useSystemDraft } from "./useSystem";

/** V3 for a system that is not registered yet. */
export function NewSystemScreen({ vendor }: { vendor: Vendor }) {
  const { t } = useTranslation();
  const rendered = useRenderedSystem(blank(vendor));
  const saved = useSystemDraft();
  return (
    <Page title={t("systems.editor.newTitle")} lead={t("systems.editor.lead")} wide>
      <AnsweredQuery query={rendered}>
        {(text) => (
          <AnsweredQuery query={saved}>
            {(draft) => <NewSystem blank={text} saved={draft} ownNumber={vendor.orgNumber} />}
          </AnsweredQuery>
        )}
      </AnsweredQuery>
    </Page>
  );
}

function blank(vendor: Vendor): SystemDraft {
  return {
    id: `${vendor.orgNumber}_`,
    vendor: `0192:${vendor.orgNumber}`,
    name: { nb: "", nn: "", en: "" },
    description: { nb: "", nn: "", en: "" },
    rights: [],
    accessPackages: [],
    clientIds: [vendor.clientId],
    isVisible: true,
    allowedRedirectUrls: [],
  };
}
