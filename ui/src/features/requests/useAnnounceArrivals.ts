import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { InboxRow } from "../../bridge";
import { useAnnounce } from "../../components/Announcer";

/** Says "1 new request" when rows come in while the list is open. A refresh without new rows is silent. */
export function useAnnounceArrivals(rows: readonly InboxRow[] | undefined): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const known = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!rows) return;
    const seen = known.current;
    const fresh = seen ? rows.filter((row) => !seen.has(row.id)) : [];
    known.current = new Set(rows.map((row) => row.id));
    if (fresh.length > 0) announce(t("requests.inbox.arrived", { count: fresh.length }));
  }, [rows, announce, t]);
}
