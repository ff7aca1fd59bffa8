import type { ReactNode } from "react";
import { ArrivalHeading } from "./ArrivalHeading";

/** A screen of one pane. */
export function Page({
  title,
  lead,
  actions,
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="page">
      <div className={wide ? "page-inner wide" : "page-inner"}>
        <div className="page-head">
          <div>
            <ArrivalHeading level={1}>{title}</ArrivalHeading>
            {lead && <p className="quiet">{lead}</p>}
          </div>
          {actions && <div className="cluster">{actions}</div>}
        </div>
        {children}
      </div>
    </div>
  );
}
