import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { moveFocus } from "./moveFocus";

const ROW_HEIGHT = 124;

/** The rows in sight of a list too long to draw. Each says which one it is of how many. */
export function VirtualRows<T>({
  items,
  keyOf,
  children,
}: {
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const box = useRef<HTMLUListElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    estimateSize: () => ROW_HEIGHT,
    getScrollElement: () => box.current?.parentElement ?? null,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 6,
  });
  return (
    <ul ref={box} className="virtual" style={{ height: rows.getTotalSize() }} onKeyDown={moveFocus}>
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return (
          <li
            key={key}
            ref={rows.measureElement}
            className="row"
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            style={{ transform: `translateY(${start}px)` }}
          >
            {item !== undefined && children(item)}
          </li>
        );
      })}
    </ul>
  );
}
