import { Button, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Offer } from "../../bridge";
import { Facts } from "../../components/Facts";
import { OrgNumber } from "../../components/OrgNumber";
import { useText } from "../../components/useText";
import { CreateDialog } from "./CreateDialog";

/** Step 3: is this right? */
export function CheckAndCreate({ offer, onBack }: { offer: Offer; onBack: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { system, party } = offer;
  const [title, setTitle] = useState(text(system.name));
  const [confirming, setConfirming] = useState(false);
  return (
    <div className="form">
      <h2 className="minor">{t("systemUsers.create.checkHeading")}</h2>
      <Facts
        rows={[
          [
            t("requests.receipt.party"),
            <span key="party">
              {party.name} {party.orgNumber && <OrgNumber value={party.orgNumber} />}
            </span>,
          ],
          [t("requests.receipt.system"), text(system.name)],
          [
            t("requests.receipt.vendor"),
            <span key="vendor">
              {system.vendorName} <OrgNumber value={system.vendor} />
            </span>,
          ],
          [
            t("requests.receipt.authorities"),
            <ul key="authorities">
              {offer.authorities.map((authority) => (
                <li key={authority.id}>{text(authority.name)}</li>
              ))}
            </ul>,
          ],
        ]}
      />
      <Textfield
        label={t("systemUsers.create.name")}
        description={t("systemUsers.create.nameHint")}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
      />
      <div className="cluster">
        <Button disabled={title.trim() === ""} onClick={() => setConfirming(true)}>
          {t("systemUsers.create.go")}
        </Button>
        <Button variant="tertiary" data-color="neutral" onClick={onBack}>
          {t("words.back")}
        </Button>
      </div>
      {confirming && <CreateDialog offer={offer} title={title.trim()} onClose={() => setConfirming(false)} />}
    </div>
  );
}
