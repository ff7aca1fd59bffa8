import { useTranslation } from "react-i18next";
import type { Authority } from "../bridge";
import { AuthorityDetails } from "./AuthorityDetails";

/** What a system may do, one row each; a single one stands open. */
export function AuthorityList({ authorities }: { authorities: readonly Authority[] }) {
  const { t } = useTranslation();
  if (authorities.length === 0) return <p className="quiet">{t("requests.authority.none")}</p>;
  return authorities.map((authority) => (
    <AuthorityDetails key={authority.id} authority={authority} open={authorities.length === 1} />
  ));
}
