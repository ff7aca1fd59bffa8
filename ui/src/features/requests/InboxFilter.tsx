import { useTranslation } from "react-i18next";
import { FilterChips } from "../../components/FilterChips";

export type KindFilter = "all" | "standard" | "agent";

export function InboxFilter({ kind, onPick }: { kind: KindFilter; onPick: (kind: KindFilter) => void }) {
  const { t } = useTranslation();
  return (
    <FilterChips
      label={t("requests.inbox.filter")}
      picked={kind}
      onPick={onPick}
      choices={[
        ["all", t("requests.inbox.all")],
        ["standard", t("requests.inbox.own")],
        ["agent", t("requests.inbox.clients")],
      ]}
    />
  );
}
