import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon } from "@navikt/aksel-icons";
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FailureError, type Status } from "../bridge";
import { vaultWords } from "../components/vaultWords";
import { formatTime } from "../i18n/dates";
import { useLanguage } from "../i18n/useLanguage";

/** How fresh the screen is, whether its source answers, and where keys are kept. */
export function StatusLine({ status }: { status: Status }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { updated, unreachable } = useFreshness();
  return (
    <>
      {updated > 0 && (
        <span className="icon-text">
          <CheckmarkCircleIcon aria-hidden className="tone-success" />
          {t("frame.updated", { time: formatTime(updated, language) })}
        </span>
      )}
      {unreachable ? (
        <span className="icon-text tone-warning">
          <ExclamationmarkTriangleIcon aria-hidden />
          {t("frame.platformStopped", { host: unreachable })}
        </span>
      ) : (
        status.environment === "local" && <span>{t("frame.platformRunning")}</span>
      )}
      {status.vendor && <span>{vaultWords(status.vault, t)}</span>}
    </>
  );
}

/** When the newest answer came, and the host that did not answer, over all that is on screen. */
function useFreshness(): { updated: number; unreachable: string | undefined } {
  useIsFetching();
  const active = useQueryClient().getQueryCache().findAll({ type: "active" });
  const updated = Math.max(0, ...active.map((query) => query.state.dataUpdatedAt));
  const failures = active.flatMap(({ state: { error } }) =>
    error instanceof FailureError && error.failure.kind === "offline" ? [error.failure.host] : [],
  );
  return { updated, unreachable: failures[0] };
}
