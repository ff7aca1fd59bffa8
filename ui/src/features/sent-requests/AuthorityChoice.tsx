import { Checkbox, Fieldset } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import type { RegisteredSystem, RequestDraft, Right } from "../../bridge";

/** Some of what the system is registered with. */
export function AuthorityChoice({
  system,
  draft,
  onChange,
}: {
  system: RegisteredSystem;
  draft: RequestDraft;
  onChange: (part: Partial<RequestDraft>) => void;
}) {
  const { t } = useTranslation();
  return (
    <Fieldset>
      <Fieldset.Legend>{t("sentRequests.compose.authorities")}</Fieldset.Legend>
      <Fieldset.Description>{t("sentRequests.compose.authoritiesHint")}</Fieldset.Description>
      {system.rights.map((right) => (
        <Checkbox
          key={nameOf(right)}
          value={nameOf(right)}
          label={nameOf(right)}
          checked={draft.rights.includes(right)}
          onChange={(event) =>
            onChange({ rights: kept(system.rights, draft.rights, right, event.target.checked) })
          }
        />
      ))}
      {system.accessPackages.map((urn) => (
        <Checkbox
          key={urn}
          value={urn}
          label={urn}
          checked={draft.accessPackages.includes(urn)}
          onChange={(event) =>
            onChange({
              accessPackages: kept(system.accessPackages, draft.accessPackages, urn, event.target.checked),
            })
          }
        />
      ))}
    </Fieldset>
  );
}

/** The chosen ones with `item` in or out, in the order of `all`. */
function kept<T>(all: readonly T[], chosen: readonly T[], item: T, wanted: boolean): T[] {
  return all.filter((each) => (each === item ? wanted : chosen.includes(each)));
}

function nameOf(right: Right): string {
  return right.resource.map(({ value }) => value).join(" + ");
}
