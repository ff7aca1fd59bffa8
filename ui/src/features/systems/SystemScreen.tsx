import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { RegisteredSystem } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { Page } from "../../components/Page";
import { useText } from "../../components/useText";
import { ChangeSystem } from "./ChangeSystem";
import { DeleteSystem } from "./DeleteSystem";
import { useRenderedSystem, useSystem } from "./useSystem";

/** V3 for a registered system. */
export function SystemScreen() {
  const system = useSystem(useParams().system ?? "");
  return (
    <AnsweredQuery query={system}>{(data) => <LoadedSystem key={data.id} system={data} />}</AnsweredQuery>
  );
}

function LoadedSystem({ system }: { system: RegisteredSystem }) {
  const { t } = useTranslation();
  const text = useText();
  const { isDeleted, vendor, ...rest } = system;
  const rendered = useRenderedSystem({ ...rest, vendor: `0192:${vendor}` });
  return (
    <Page
      title={text(system.name) || system.id}
      lead={isDeleted ? t("systems.deleted") : t("systems.editor.lead")}
      actions={!isDeleted && <DeleteSystem system={system} />}
      wide
    >
      <AnsweredQuery query={rendered}>
        {(initial) => <ChangeSystem key={initial} initial={initial} system={system} />}
      </AnsweredQuery>
    </Page>
  );
}
