import { SkipLink } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** A list beside what was opened from it. In a narrow window only one of them shows. */
export function Panes({
  list,
  detail,
  opened,
  listPath,
}: {
  list: ReactNode;
  detail: ReactNode;
  opened: boolean;
  listPath: string;
}) {
  const { t } = useTranslation();
  return (
    <div className="panes" data-open={opened || undefined}>
      <section className="list" id="list" tabIndex={-1} aria-label={t("frame.list")}>
        {opened && (
          <SkipLink className="skip" href="#detail">
            {t("frame.skipToDetail")}
          </SkipLink>
        )}
        {list}
      </section>
      <section className="detail" id="detail" tabIndex={-1} aria-label={t("frame.detail")}>
        {opened && (
          <Link className="back" to={listPath}>
            {t("frame.backToList")}
          </Link>
        )}
        {detail}
      </section>
    </div>
  );
}
