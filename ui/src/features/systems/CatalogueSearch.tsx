import { Button, Tag, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CatalogueEntry } from "../../bridge";
import { FailureAlert } from "../../components/FailureAlert";
import { LocalizedText } from "../../components/LocalizedText";
import { useSettled } from "../../components/useSettled";
import { useText } from "../../components/useText";
import { useCatalogue } from "./useSystem";

const MOST = 8;

/** Finds services and packages by their plain names. */
export function CatalogueSearch({
  taken,
  onAdd,
}: {
  taken: readonly string[];
  onAdd: (entry: CatalogueEntry) => void;
}) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  return (
    <div className="stack tight">
      <Textfield
        type="search"
        label={t("systems.field.find")}
        description={t("systems.field.findHint")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() !== "" && <Hits words={words.trim()} taken={taken} onAdd={onAdd} />}
    </div>
  );
}

function Hits({
  words,
  taken,
  onAdd,
}: {
  words: string;
  taken: readonly string[];
  onAdd: (entry: CatalogueEntry) => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const hits = useCatalogue(useSettled(words, 200));
  if (hits.error) return <FailureAlert failure={hits.error.failure} onRetry={() => void hits.refetch()} />;
  if (!hits.data) return null;
  const fresh = hits.data.filter((entry) => !taken.includes(entry.id)).slice(0, MOST);
  if (fresh.length === 0) return <p className="quiet">{t("systems.field.noHits")}</p>;
  return (
    <ul className="entries">
      {fresh.map((entry) => (
        <li key={entry.id}>
          <span>
            <LocalizedText of={entry.name} />{" "}
            {!entry.forStandard && <Tag data-color="neutral">{t("systems.field.onlyAgent")}</Tag>}
            <br />
            <code className="quiet">{entry.id}</code>
          </span>
          <Button
            type="button"
            variant="tertiary"
            aria-label={t("systems.field.addNamed", { name: text(entry.name) })}
            onClick={() => onAdd(entry)}
          >
            {t("words.add")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
