import { Tag } from "@digdir/designsystemet-react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import type { AccessRow } from "../../bridge";
import { Age } from "../../components/Age";
import { LocalizedText } from "../../components/LocalizedText";
import { shortReference } from "../../components/shortReference";

export function AccessItem({ row, party }: { row: AccessRow; party: number }) {
  const { t } = useTranslation();
  const { access } = row;
  return (
    <NavLink to={`/leader/${party}/system-users/${access.id}`}>
      <span className="row-top">
        <Tag data-kind data-color={access.kind === "agent" ? "info" : "accent"}>
          {access.kind === "agent" ? t("systemUsers.kind.agent") : t("systemUsers.kind.standard")}
        </Tag>
        <Age since={access.created} />
      </span>
      <span className="row-title">
        <LocalizedText of={row.systemName} />
      </span>
      <span className="row-foot">
        <span>{row.vendorName}</span>
        <span className="numeric">{shortReference(access.id)}</span>
      </span>
    </NavLink>
  );
}
