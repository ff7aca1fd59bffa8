import type { ComponentType, SVGProps } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

export interface Destination {
  to: string;
  label: string;
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  /** How many things wait there. */
  count?: number;
}

export function SideNav({ groups }: { groups: readonly (readonly Destination[])[] }) {
  const { t } = useTranslation();
  return (
    <nav className="side" aria-label={t("frame.sections")}>
      {groups.map((group, index) => (
        <GroupLinks key={group[0]?.to} group={group} ruled={index > 0} />
      ))}
    </nav>
  );
}

function GroupLinks({ group, ruled }: { group: readonly Destination[]; ruled: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {ruled && <hr />}
      {group.map(({ to, label, icon: Icon, count }) => (
        <NavLink key={to} to={to}>
          <Icon aria-hidden />
          {label}
          {count ? (
            <span className="count">
              <span aria-hidden="true">{count}</span>
              <span className="visually-hidden">{t("frame.waiting", { count })}</span>
            </span>
          ) : null}
        </NavLink>
      ))}
    </>
  );
}
