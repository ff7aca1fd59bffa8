import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { type RegisteredSystem, useSystems } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { FailureAlert } from "../../components/FailureAlert";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { SystemSelect } from "../../components/SystemSelect";
import { Composer } from "./Composer";
import { NoSystem } from "./NoSystem";
import { useRequestDraft } from "./useSentRequests";

/** V7: ask a customer. */
export function ComposeScreen() {
  const { t } = useTranslation();
  const systems = useSystems();
  const [search, setSearch] = useSearchParams();
  const known = systems.data?.pages.flatMap((page) => page.items).filter((system) => !system.isDeleted);
  const system = known?.find(({ id }) => id === search.get("system")) ?? known?.[0];
  if (known && !system) return <NoSystem />;
  return (
    <Page title={t("sentRequests.compose.title")} lead={t("sentRequests.compose.lead")} wide>
      {systems.error && (
        <FailureAlert failure={systems.error.failure} onRetry={() => void systems.refetch()} />
      )}
      {system && known ? (
        <>
          <SystemSelect
            label={t("sentRequests.system")}
            systems={known}
            picked={system.id}
            onPick={(id) => setSearch({ system: id })}
          />
          <SavedComposer key={system.id} system={system} />
        </>
      ) : (
        !systems.error && <Loading />
      )}
    </Page>
  );
}

function SavedComposer({ system }: { system: RegisteredSystem }) {
  const saved = useRequestDraft(system.id);
  return <AnsweredQuery query={saved}>{(draft) => <Composer system={system} saved={draft} />}</AnsweredQuery>;
}
