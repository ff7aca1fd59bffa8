import { Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fittingRedirect } from "./fittingRedirect";

/** Answers which registered address a redirect would fit, before a request is refused for it. */
export function RedirectTester({ registered }: { registered: readonly string[] }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const fit = fittingRedirect(address.trim(), registered);
  return (
    <div className="choice">
      <h2 className="minor">{t("systems.tester.title")}</h2>
      <Textfield
        type="url"
        label={t("systems.tester.field")}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      {address.trim() !== "" && (
        <p role="status" className={fit.kind === "fits" ? "tone-success" : "tone-warning"}>
          {fit.kind === "fits" && t("systems.tester.fits", { address: fit.address })}
          {fit.kind === "none" && t("systems.tester.none")}
          {fit.kind === "notAddress" && t("systems.tester.notAddress")}
        </p>
      )}
    </div>
  );
}
