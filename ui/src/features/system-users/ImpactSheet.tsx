import { Button, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Impact } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { usePartyId } from "../../components/usePartyId";
import { ImpactStory } from "./ImpactStory";
import { RemoveDialog } from "./RemoveDialog";
import { useRemovalImpact } from "./useSystemUsers";

/** L10: what stops and what stays, before anything is removed. */
export function ImpactSheet({ id }: { id: string }) {
  const party = usePartyId();
  const impact = useRemovalImpact(party, id);
  return <AnsweredQuery query={impact}>{(data) => <LoadedImpact impact={data} />}</AnsweredQuery>;
}

function LoadedImpact({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [confirming, setConfirming] = useState(false);
  const { access, party } = impact.sheet;
  return (
    <>
      <div className="scroll">
        <article className="sheet">
          <ImpactStory impact={impact} />
          <section>
            <Textfield
              multiline
              rows={3}
              label={t("systemUsers.remove.reason")}
              description={t("systemUsers.remove.reasonHint")}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </section>
        </article>
      </div>
      <div className="bar">
        <Button
          variant="tertiary"
          data-color="neutral"
          onClick={() => navigate(`/leader/${party.id}/system-users/${access.id}`)}
        >
          {t("systemUsers.remove.keep")}
        </Button>
        <span className="hint" />
        <Button data-color="danger" onClick={() => setConfirming(true)}>
          {t("systemUsers.remove.go")}
        </Button>
        {confirming && (
          <RemoveDialog
            sheet={impact.sheet}
            reason={reason.trim() || null}
            onClose={() => setConfirming(false)}
          />
        )}
      </div>
    </>
  );
}
