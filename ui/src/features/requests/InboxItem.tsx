import { Tag } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { InboxRow } from "../../bridge";
import { Age } from "../../components/Age";
import { LocalizedText } from "../../components/LocalizedText";
import { PreflightMark } from "../../components/PreflightMark";
import { shortReference } from "../../components/shortReference";

/** A row answers three questions unopened: what is it, who asks, can I act. */
export function InboxItem({ row, party }: { row: InboxRow; party: number }) {
  const { t } = useTranslation();
  return (
    <NavLink to={`/leader/${party}/inbox/${row.id}`}>
      <span className="row-top">
        <Tag data-kind data-color={row.kind === "agent" ? "info" : "accent"}>
          {row.kind === "agent" ? t("requests.kind.agent") : t("requests.kind.standard")}
        </Tag>
        <Age since={row.created} />
      </span>
      <span className="row-title">
        <LocalizedText of={row.systemName} />
      </span>
      <span className="row-sub">{row.vendorName}</span>
      <span className="row-foot">
        {row.timedOut ? (
          <span className="tone-warning">{t("requests.sheet.agedShort")}</span>
        ) : (
          <PreflightMark preflight={row.preflight} />
        )}
        <span className="numeric">{shortReference(row.id)}</span>
      </span>
    </NavLink>
  );
}
