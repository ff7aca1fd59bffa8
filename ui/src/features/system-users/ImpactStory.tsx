import { Alert } from "@digdir/designsystemet-react";
import { CheckmarkCircleIcon, XMarkOctagonIcon } from "@navikt/aksel-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Impact } from "../../bridge";
import { ArrivalHeading } from "../../components/ArrivalHeading";
import { LocalizedText } from "../../components/LocalizedText";
import { useText } from "../../components/useText";

export function ImpactStory({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const { system, party, authorities } = impact.sheet;
  const name = useText()(system.name);
  const vendor = system.vendorName ?? system.vendor;
  return (
    <>
      <ArrivalHeading level={2}>{t("systemUsers.remove.title", { system: name })}</ArrivalHeading>
      <p className="quiet">{t("systemUsers.remove.lead", { party: party.name })}</p>
      <section>
        <h3>{t("systemUsers.remove.stops")}</h3>
        <p>{t("systemUsers.remove.stopsText", { system: name })}</p>
        <ul>
          {authorities.map((authority) => (
            <Stops key={authority.id}>
              <b>
                <LocalizedText of={authority.name} />
              </b>
            </Stops>
          ))}
          <Stops>{t("systemUsers.remove.stopsAlso", { system: name })}</Stops>
        </ul>
      </section>
      <section>
        <h3>{t("systemUsers.remove.stays")}</h3>
        <ul>
          <Stays>{t("systemUsers.remove.staysData", { vendor })}</Stays>
          {impact.staying.length > 0 && (
            <Stays>{t("systemUsers.remove.staysOthers", { count: impact.staying.length, vendor })}</Stays>
          )}
        </ul>
      </section>
      <section>
        <Alert data-color="warning">
          <p>{t("systemUsers.remove.undo")}</p>
          <p>{t("systemUsers.remove.told", { vendor })}</p>
        </Alert>
      </section>
    </>
  );
}

function Stops({ children }: { children: ReactNode }) {
  return (
    <li className="plain">
      <XMarkOctagonIcon aria-hidden className="tone-danger" />
      <span>{children}</span>
    </li>
  );
}

function Stays({ children }: { children: ReactNode }) {
  return (
    <li className="plain">
      <CheckmarkCircleIcon aria-hidden className="tone-success" />
      <span>{children}</span>
    </li>
  );
}
