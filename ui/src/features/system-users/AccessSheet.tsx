import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { AuthorityList } from "../../components/AuthorityList";
import { Facts } from "../../components/Facts";
import { Moment } from "../../components/Moment";
import { usePartyId } from "../../components/usePartyId";
import { AccessDecisions } from "./AccessDecisions";
import { AccessHead } from "./AccessHead";
import { useAccess } from "./useSystemUsers";

/** L8: one access, whole. */
export function AccessSheet({ id }: { id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const party = usePartyId();
  const sheet = useAccess(party, id);
  return (
    <AnsweredQuery query={sheet}>
      {(data) => (
        <>
          <div className="scroll">
            <article className="sheet">
              <AccessHead sheet={data} />
              <section>
                <h3>{t("systemUsers.detail.can")}</h3>
                <AuthorityList authorities={data.authorities} />
              </section>
              <section>
                <h3>{t("systemUsers.detail.facts")}</h3>
                <Facts
                  rows={[
                    [t("systemUsers.detail.created"), <Moment key="at" at={data.access.created} />],
                    [t("systemUsers.detail.system"), <code key="id">{data.system.id}</code>],
                    [t("words.reference"), <code key="ref">{data.access.externalRef}</code>],
                  ]}
                />
              </section>
              <AccessDecisions sheet={data} />
            </article>
          </div>
          {data.mayRemove && (
            <div className="bar">
              <span className="hint">{t("systemUsers.detail.removeHint")}</span>
              <Button
                variant="secondary"
                data-color="danger"
                onClick={() => navigate(`/leader/${party}/system-users/${id}/remove`)}
              >
                {t("systemUsers.detail.remove")}
              </Button>
            </div>
          )}
        </>
      )}
    </AnsweredQuery>
  );
}
