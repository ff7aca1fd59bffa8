import type { ReactNode } from "react";
import { moveFocus } from "./moveFocus";
import { VirtualRows } from "./VirtualRows";

const FEW = 60;

/** Rows that can be walked with the arrow keys. A long list draws only what is in sight. */
export function RowList<T>({
  items,
  keyOf,
  children,
}: {
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  if (items.length > FEW) {
    return (
      <VirtualRows items={items} keyOf={keyOf}>
        {children}
      </VirtualRows>
    );
  }
  return (
    <ul onKeyDown={moveFocus}>
      {items.map((item) => (
        <li className="row" key={keyOf(item)}>
          {children(item)}
        </li>
      ))}
    </ul>
  );
}
