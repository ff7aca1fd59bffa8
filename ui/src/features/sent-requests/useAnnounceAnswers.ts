import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SentRequest } from "../../bridge";
import { useAnnounce } from "../../components/Announcer";

/** Says so when a customer has answered while the list is open. */
export function useAnnounceAnswers(requests: readonly SentRequest[] | undefined): void {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const waiting = useRef<ReadonlySet<string>>(undefined);
  useEffect(() => {
    if (!requests) return;
    const answered = requests.filter(
      ({ request }) => request.status !== "New" && waiting.current?.has(request.id),
    );
    waiting.current = new Set(
      requests.filter(({ request }) => request.status === "New").map(({ request }) => request.id),
    );
    if (answered.length > 0) announce(t("sentRequests.answered", { count: answered.length }));
  }, [requests, announce, t]);
}
