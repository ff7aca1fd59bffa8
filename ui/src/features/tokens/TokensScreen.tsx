import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useSystems } from "../../bridge";
import { Empty } from "../../components/Empty";
import { FailureAlert } from "../../components/FailureAlert";
import { LinkButton } from "../../components/LinkButton";
import { Loading } from "../../components/Loading";
import { Page } from "../../components/Page";
import { PasteToken } from "./PasteToken";
import { Workshop } from "./Workshop";

/** V11: fetch a token, read it, use it, and find out why it does not come. */
export function TokensScreen() {
  const { t } = useTranslation();
  const systems = useSystems();
  const [search] = useSearchParams();
  const known = systems.data?.pages.flatMap((page) => page.items).filter((system) => !system.isDeleted);
  return (
    <Page title={t("tokens.title")} lead={t("tokens.lead")} wide>
      {systems.error && (
        <FailureAlert failure={systems.error.failure} onRetry={() => void systems.refetch()} />
      )}
      {!known && !systems.error && <Loading />}
      {known && known.length === 0 && (
        <Empty title={t("sentRequests.noSystemTitle")}>
          <LinkButton to="/vendor/systems/new">{t("systems.create")}</LinkButton>
        </Empty>
      )}
      {known && known.length > 0 && (
        <Workshop
          systems={known}
          beginning={{
            system: search.get("system") ?? known[0]?.id ?? "",
            party: search.get("party") ?? "",
            reference: search.get("reference") ?? "",
          }}
        />
      )}
      <PasteToken />
    </Page>
  );
}
