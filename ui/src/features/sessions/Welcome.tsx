import { CheckmarkCircleIcon } from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";

/** What a leader can do here, in three lines. */
export function Welcome() {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="minor">{t("sessions.here")}</h2>
      <ul>
        {[t("sessions.hereAnswer"), t("sessions.hereSee"), t("sessions.hereKeep")].map((line) => (
          <li key={line} className="plain">
            <CheckmarkCircleIcon aria-hidden />
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
