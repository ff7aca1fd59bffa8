import { Outlet } from "react-router";
import { useStatus } from "../bridge";
import { FailureAlert } from "../components/FailureAlert";
import { Loading } from "../components/Loading";
import { StatusContext } from "./status";

/** Nothing is drawn before the app knows where it is and as whom. */
export function StatusGate() {
  const status = useStatus();
  if (status.data) {
    return (
      <StatusContext value={status.data}>
        <Outlet />
      </StatusContext>
    );
  }
  return (
    <main className="page-inner">
      {status.error ? (
        <FailureAlert failure={status.error.failure} onRetry={() => void status.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}
