import type { ReactNode } from "react";
import type { FailureError } from "../bridge";
import { FailureAlert } from "./FailureAlert";
import { Loading } from "./Loading";

/** One thing that was asked for: while it loads, when it failed, and when it is here. */
export function AnsweredQuery<T>({
  query,
  children,
}: {
  query: { data: T | undefined; error: FailureError | null; refetch: () => unknown };
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <FailureAlert failure={query.error.failure} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </>
    );
  }
  if (query.error) {
    return (
      <div className="sheet">
        <FailureAlert failure={query.error.failure} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return <Loading />;
}
