import { Button } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FailureError, Listing } from "../bridge";
import { formatTime } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";
import { FailureAlert } from "./FailureAlert";
import { Loading } from "./Loading";

/** The part of a paged query that a list needs to show its four faces. */
export interface PagedList<T> {
  data: { pages: Listing<T>[] } | undefined;
  error: FailureError | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** A list while it loads, when it is empty, when it failed, and full. */
export function ListStates<T>({
  list,
  empty,
  children,
}: {
  list: PagedList<T>;
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const retry = () => void list.refetch();
  if (!list.data) {
    return list.error ? <FailureAlert failure={list.error.failure} onRetry={retry} /> : <Loading />;
  }
  const items = list.data.pages.flatMap((page) => page.items);
  const stale = list.data.pages.find((page) => page.stale);
  return (
    <>
      {list.error && <FailureAlert failure={list.error.failure} onRetry={retry} />}
      {stale?.stale && (
        <>
          <FailureAlert failure={stale.stale} onRetry={retry} />
          <p className="quiet small">{t("lists.stale", { time: formatTime(stale.asOf, language) })}</p>
        </>
      )}
      {items.length === 0 ? empty : children(items)}
      {list.hasNextPage && (
        <Button
          variant="tertiary"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("lists.more")}
        </Button>
      )}
    </>
  );
}
