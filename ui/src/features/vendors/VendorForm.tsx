import { Button, Textfield } from "@digdir/designsystemet-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { FailureAlert } from "../../components/FailureAlert";
import { OrgNumberField } from "../../components/OrgNumberField";
import { orgNumberFault } from "../../components/orgNumberFault";
import { Suggestions } from "./Suggestions";
import { useSetUpVendor } from "./useVendor";

export function VendorForm() {
  const { t } = useTranslation();
  const [orgNumber, setOrgNumber] = useState("");
  const [clientId, setClientId] = useState("");
  const setUp = useSetUpVendor();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setUp.mutate({ orgNumber, clientId: clientId.trim() });
  };
  return (
    <form className="form" onSubmit={save}>
      <Suggestions
        onPick={(choice) => {
          setOrgNumber(choice.orgNumber);
          setClientId(choice.clientId);
        }}
      />
      <div className="form-row">
        <OrgNumberField label={t("vendors.orgNumber")} value={orgNumber} onChange={setOrgNumber} />
        <Textfield
          label={t("vendors.clientId")}
          description={t("vendors.clientIdHint")}
          value={clientId}
          onChange={(event) => setClientId(event.target.value)}
        />
      </div>
      {setUp.error && <FailureAlert failure={setUp.error.failure} />}
      <div>
        <Button
          type="submit"
          loading={setUp.isPending}
          disabled={orgNumberFault(orgNumber) !== undefined || clientId.trim() === ""}
        >
          {t("vendors.save")}
        </Button>
      </div>
    </form>
  );
}
