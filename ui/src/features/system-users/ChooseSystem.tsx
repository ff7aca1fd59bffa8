import { Button, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VisibleSystem } from "../../bridge";
import { Empty } from "../../components/Empty";
import { ListStates } from "../../components/ListStates";
import { LocalizedText } from "../../components/LocalizedText";
import { matches } from "../../components/matches";
import { OrgNumber } from "../../components/OrgNumber";
import { useText } from "../../components/useText";
import { useVisibleSystems } from "./useSystemUsers";

/** Step 1: which system. */
export function ChooseSystem({ onChoose }: { onChoose: (id: string) => void }) {
  const { t } = useTranslation();
  const text = useText();
  const [words, setWords] = useState("");
  const systems = useVisibleSystems();
  const shown = (all: VisibleSystem[]) =>
    all.filter((system) => matches(words, [text(system.name), system.vendorName, system.vendor]));
  return (
    <div className="form">
      <Textfield
        type="search"
        label={t("systemUsers.create.search")}
        description={t("systemUsers.create.unassessed")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ListStates
        list={systems}
        empty={
          <Empty title={t("systemUsers.create.emptyTitle")}>
            <p>{t("systemUsers.create.emptyText")}</p>
          </Empty>
        }
      >
        {(all) => (
          <ul className="entries" aria-label={t("systemUsers.create.choices")}>
            {shown(all).map((system) => (
              <li key={system.id}>
                <span>
                  <b>
                    <LocalizedText of={system.name} />
                  </b>
                  <span className="quiet small">
                    {" "}
                    {system.vendorName} <OrgNumber value={system.vendor} />
                  </span>
                </span>
                <Button
                  variant="tertiary"
                  aria-label={`${t("systemUsers.create.choose")} ${text(system.name)}`}
                  onClick={() => onChoose(system.id)}
                >
                  {t("systemUsers.create.choose")}
                </Button>
              </li>
            ))}
            {shown(all).length === 0 && (
              <li className="quiet">{t("systemUsers.noMatch", { text: words })}</li>
            )}
          </ul>
        )}
      </ListStates>
    </div>
  );
}
