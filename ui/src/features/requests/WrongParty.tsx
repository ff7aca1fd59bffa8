import { Alert, Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { RequestSheet } from "../../bridge";

/** The request is for another of the person's organisations: say so, and offer to switch. */
export function WrongParty({ sheet }: { sheet: RequestSheet }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { party, request } = sheet;
  return (
    <div className="sheet">
      <Alert data-color="warning">
        <p className="alert-title">{t("requests.sheet.wrongParty", { party: party.name })}</p>
        <p>{t("requests.sheet.wrongPartyText")}</p>
        <Button
          variant="secondary"
          onClick={() => navigate(`/leader/${party.id}/inbox/${request.id}`)}
          style={{ marginTop: 10 }}
        >
          {t("requests.sheet.switchParty", { party: party.name })}
        </Button>
      </Alert>
    </div>
  );
}
