import { useTranslation } from "react-i18next";
import type { SentRequest } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { Facts } from "../../components/Facts";
import { CustomerLink } from "./CustomerLink";
import { SentRequestBar } from "./SentRequestBar";
import { SentRequestHead } from "./SentRequestHead";
import { Timeline } from "./Timeline";
import { useSentRequest } from "./useSentRequests";

/** V8: follow one request up. */
export function SentRequestSheet({ id }: { id: string }) {
  const sent = useSentRequest(id);
  return (
    <AnsweredQuery query={sent}>
      {(data) => (
        <>
          <div className="scroll">
            <article className="sheet">
              <SentRequestHead sent={data} />
              {data.request.status === "New" && !data.timedOut && <CustomerLink sent={data} />}
              <Timeline sent={data} />
              <RequestFacts sent={data} />
            </article>
          </div>
          <SentRequestBar sent={data} />
        </>
      )}
    </AnsweredQuery>
  );
}

function RequestFacts({ sent }: { sent: SentRequest }) {
  const { t } = useTranslation();
  const { request } = sent;
  const asked = [
    ...request.rights.flatMap((right) => right.resource.map(({ value }) => value)),
    ...request.accessPackages,
  ];
  return (
    <section>
      <h3>{t("sentRequests.detail.facts")}</h3>
      <Facts
        rows={[
          [t("words.reference"), <code key="ref">{request.externalRef}</code>],
          [t("systems.id"), <code key="id">{request.id}</code>],
          [t("requests.receipt.authorities"), <code key="asked">{asked.join(", ")}</code>],
          ...(request.redirectUrl
            ? [[t("sentRequests.detail.redirect"), <code key="to">{request.redirectUrl}</code>] as const]
            : []),
        ]}
      />
    </section>
  );
}
