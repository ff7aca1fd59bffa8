import { Button, Textfield } from "@digdir/designsystemet-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";

/** A list of texts that grows and shrinks one entry at a time. */
export function EntryList({
  label,
  hint,
  entries,
  onChange,
}: {
  label: string;
  hint: string;
  entries: readonly string[];
  onChange: (entries: string[]) => void;
}) {
  const { t } = useTranslation();
  const [entry, setEntry] = useState("");
  const add = () => {
    if (entry.trim() === "") return;
    onChange([...entries, entry.trim()]);
    setEntry("");
  };
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  };
  return (
    <div className="stack tight">
      <div className="inline-entry">
        <Textfield
          label={label}
          description={hint}
          value={entry}
          onChange={(event) => setEntry(event.target.value)}
          onKeyDown={addOnEnter}
        />
        <Button type="button" variant="secondary" onClick={add}>
          {t("words.add")}
        </Button>
      </div>
      {entries.length > 0 && (
        <ul className="entries" aria-label={label}>
          {entries.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same text may stand twice, which is a fault to be shown
            <li key={`${index}:${each}`}>
              <code>{each}</code>
              <Button
                type="button"
                variant="tertiary"
                data-color="neutral"
                data-size="sm"
                aria-label={t("systems.field.removeNamed", { name: each })}
                onClick={() => onChange(entries.filter((_, at) => at !== index))}
              >
                {t("words.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
