import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { RequestStatus, SentRequest } from "../../bridge";
import { Moment } from "../../components/Moment";

/** What has happened to a request, oldest first. */
export function Timeline({ sent }: { sent: SentRequest }) {
  const { t } = useTranslation();
  const answers = sent.seen.filter(({ status }) => status !== "New");
  return (
    <section>
      <h3>{t("sentRequests.detail.timeline")}</h3>
      <ol className="timeline">
        <li data-done>
          <span>
            {t("sentRequests.detail.sentAt")}{" "}
            <span className="quiet small">
              <Moment at={sent.request.created} />
            </span>
          </span>
        </li>
        {answers.map(({ status, at }) => (
          <li key={status} data-done>
            <span>
              {answerWords(status, t)}{" "}
              <span className="quiet small">
                <Moment at={at} />
              </span>
            </span>
          </li>
        ))}
        {sent.request.status === "New" && (
          <li>
            <span className="quiet">{t("sentRequests.status.New")}</span>
          </li>
        )}
      </ol>
      {answers.length > 0 && <p className="quiet small">{t("sentRequests.detail.seenNote")}</p>}
    </section>
  );
}

function answerWords(status: RequestStatus, t: TFunction): string {
  return status === "Accepted"
    ? t("sentRequests.detail.seenAccepted")
    : t("sentRequests.detail.seenRejected");
}
