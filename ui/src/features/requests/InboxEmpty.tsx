import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Empty } from "../../components/Empty";

export function InboxEmpty({ party }: { party: number }) {
  const { t } = useTranslation();
  return (
    <Empty title={t("requests.inbox.emptyTitle")}>
      <p>{t("requests.inbox.emptyText")}</p>
      <Link to={`/leader/${party}/system-users`}>{t("requests.inbox.toSystemUsers")}</Link>
    </Empty>
  );
}
