import { useEffect } from "react";
import { useRouteError } from "react-router";
import { FailureError } from "../bridge";
import { FailureAlert } from "../components/FailureAlert";

/** A fault in the app itself: the window stays, says so, and offers to start over. */
export function CrashScreen() {
  const error = useRouteError();
  useEffect(() => reportError(error), [error]);
  const failure =
    error instanceof FailureError
      ? error.failure
      : ({
          kind: "unexpected",
          host: "Klarsignal",
          reference: error instanceof Error ? error.message : String(error),
        } as const);
  return (
    <main className="page-inner">
      <FailureAlert failure={failure} onRetry={() => window.location.assign("/")} />
    </main>
  );
}
