import { XMarkOctagonIcon } from "@navikt/aksel-icons";
import { useTranslation } from "react-i18next";
import type { Authority } from "../../bridge";
import { onlyReads } from "../../components/levelOf";

/** What the system does not get. "Change anything" is said only when every action is known to read. */
export function WhatItMayNot({ authorities }: { authorities: readonly Authority[] }) {
  const { t } = useTranslation();
  const readOnly = authorities.length > 0 && authorities.every(onlyReads);
  return (
    <section>
      <h3>{t("requests.sheet.getsNot")}</h3>
      <ul>
        {readOnly && <Line>{t("requests.sheet.onlyReading")}</Line>}
        <Line>{t("requests.sheet.nothingElse")}</Line>
        <Line>{t("requests.sheet.noPassingOn")}</Line>
      </ul>
    </section>
  );
}

function Line({ children }: { children: string }) {
  return (
    <li className="plain">
      <XMarkOctagonIcon aria-hidden />
      {children}
    </li>
  );
}
