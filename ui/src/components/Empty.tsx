import type { ReactNode } from "react";

/** A list with nothing in it: why, and what to do next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h2 className="minor">{title}</h2>
      {children}
    </div>
  );
}
