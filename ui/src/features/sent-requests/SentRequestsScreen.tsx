import { useParams, useSearchParams } from "react-router";
import { type RegisteredSystem, useSystems } from "../../bridge";
import { DetailPlaceholder } from "../../components/DetailPlaceholder";
import { FailureAlert } from "../../components/FailureAlert";
import { Loading } from "../../components/Loading";
import { Panes } from "../../components/Panes";
import { NoSystem } from "./NoSystem";
import { SentRequestList } from "./SentRequestList";
import { SentRequestSheet } from "./SentRequestSheet";

/** V6 and V8: what the vendor has asked for, one system at a time, beside the one that is open. */
export function SentRequestsScreen() {
  const systems = useSystems();
  const { request } = useParams();
  const [search, setSearch] = useSearchParams();
  const known = systems.data?.pages.flatMap((page) => page.items).filter((system) => !system.isDeleted);
  const system = chosenSystem(known, search.get("system"));
  if (systems.error && !known) {
    return (
      <div className="page page-inner">
        <FailureAlert failure={systems.error.failure} onRetry={() => void systems.refetch()} />
      </div>
    );
  }
  if (!known) return <Loading />;
  if (!system) return <NoSystem />;
  return (
    <Panes
      opened={request !== undefined}
      listPath={`/vendor/requests?system=${system.id}`}
      list={<SentRequestList system={system} systems={known} onPick={(id) => setSearch({ system: id })} />}
      detail={request ? <SentRequestSheet key={request} id={request} /> : <DetailPlaceholder />}
    />
  );
}

function chosenSystem(known: readonly RegisteredSystem[] | undefined, wanted: string | null) {
  return known?.find((system) => system.id === wanted) ?? known?.[0];
}
