import { useTranslation } from "react-i18next";

/** The detail pane before anything is chosen. */
export function DetailPlaceholder() {
  const { t } = useTranslation();
  return <p className="detail-empty">{t("lists.chooseRow")}</p>;
}
