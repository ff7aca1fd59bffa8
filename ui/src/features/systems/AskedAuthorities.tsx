import { Button } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { CatalogueEntry, Right } from "../../bridge";
import { CatalogueSearch } from "./CatalogueSearch";

/** The services and packages the system asks for, and a search to add more. */
export function AskedAuthorities({
  rights,
  packages,
  onChange,
}: {
  rights: readonly Right[];
  packages: readonly string[];
  onChange: (part: { rights: Right[]; accessPackages: string[] }) => void;
}) {
  const { t } = useTranslation();
  const write = (nextRights: readonly Right[], nextPackages: readonly string[]) =>
    onChange({ rights: [...nextRights], accessPackages: [...nextPackages] });
  const add = (entry: CatalogueEntry) => {
    if (entry.kind === "package") write(rights, [...packages, entry.id]);
    else write([...rights, rightOn(entry.id)], packages);
  };
  return (
    <fieldset className="plain-fieldset stack tight">
      <legend>{t("systems.field.rights")}</legend>
      <ul className="entries">
        {rights.map((right, index) => (
          <Asked
            key={nameOf(right)}
            id={nameOf(right)}
            onRemove={() =>
              write(
                rights.filter((_, at) => at !== index),
                packages,
              )
            }
          />
        ))}
        {packages.map((urn) => (
          <Asked
            key={urn}
            id={urn}
            onRemove={() =>
              write(
                rights,
                packages.filter((each) => each !== urn),
              )
            }
          />
        ))}
      </ul>
      <CatalogueSearch taken={[...rights.map(nameOf), ...packages]} onAdd={add} />
    </fieldset>
  );
}

function Asked({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <li>
      <code>{id}</code>
      <Button
        type="button"
        variant="tertiary"
        data-color="neutral"
        data-size="sm"
        aria-label={t("systems.field.removeNamed", { name: id })}
        onClick={onRemove}
      >
        {t("words.remove")}
      </Button>
    </li>
  );
}

function nameOf(right: Right): string {
  return right.resource.map(({ value }) => value).join(" + ");
}

function rightOn(resource: string): Right {
  return { action: null, resource: [{ id: "urn:altinn:resource", value: resource }] };
}
