import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { TokenWish } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { OpenClaimsView } from "./OpenClaimsView";
import { useOpenClaims } from "./useTokens";

/** Uses the token at the service owner, and shows what came back or why nothing did. */
export function ServiceCall({ wish }: { wish: TokenWish }) {
  const { t } = useTranslation();
  const call = useOpenClaims();
  const failure = call.error?.failure;
  return (
    <section className="choice">
      <h2 className="section-head">{t("tokens.call")}</h2>
      <p className="quiet">{t("tokens.callText")}</p>
      {failure && <FailureAlert failure={failure} />}
      {failure?.kind === "serviceRefused" && <p>{t("tokens.removed")}</p>}
      {call.data && <OpenClaimsView claims={call.data} />}
      <div>
        <Button variant="secondary" loading={call.isPending} onClick={() => call.mutate(wish)}>
          {t("tokens.callGo")}
        </Button>
      </div>
    </section>
  );
}
