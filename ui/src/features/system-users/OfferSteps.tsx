import { Alert, Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Offer } from "../../bridge";
import { AnsweredQuery } from "../../components/AnsweredQuery";
import { AuthorityList } from "../../components/AuthorityList";
import { PreflightAlert } from "../../components/PreflightAlert";
import { usePartyId } from "../../components/usePartyId";
import { useText } from "../../components/useText";
import { CheckAndCreate } from "./CheckAndCreate";
import { useOffer } from "./useSystemUsers";

/** Steps 2 and 3: what the system gets, then a last look. */
export function OfferSteps({
  system,
  checking,
  onCheck,
  onBack,
}: {
  system: string;
  checking: boolean;
  onCheck: () => void;
  onBack: () => void;
}) {
  const party = usePartyId();
  const offer = useOffer(party, system);
  return (
    <AnsweredQuery query={offer}>
      {(data) =>
        checking ? (
          <CheckAndCreate offer={data} onBack={onBack} />
        ) : (
          <WhatItGets offer={data} onCheck={onCheck} onBack={onBack} />
        )
      }
    </AnsweredQuery>
  );
}

function WhatItGets({ offer, onCheck, onBack }: { offer: Offer; onCheck: () => void; onBack: () => void }) {
  const { t } = useTranslation();
  const words = { system: useText()(offer.system.name), party: offer.party.name };
  return (
    <div className="form">
      {offer.existing ? (
        <Alert data-color="info">
          <p className="alert-title">{t("systemUsers.create.existing", words)}</p>
          <Link to={`/leader/${offer.party.id}/system-users/${offer.existing}`}>
            {t("systemUsers.create.toExisting")}
          </Link>
        </Alert>
      ) : (
        <PreflightAlert preflight={offer.preflight} />
      )}
      <div>
        <h2 className="minor">{t("systemUsers.create.gets", words)}</h2>
        <p className="quiet">{t("systemUsers.create.allOrNothing")}</p>
      </div>
      <div>
        <AuthorityList authorities={offer.authorities} />
      </div>
      <div className="cluster">
        <Button disabled={offer.existing !== null || offer.preflight.kind === "lacks"} onClick={onCheck}>
          {t("words.continue")}
        </Button>
        <Button variant="tertiary" data-color="neutral" onClick={onBack}>
          {t("words.back")}
        </Button>
      </div>
    </div>
  );
}
