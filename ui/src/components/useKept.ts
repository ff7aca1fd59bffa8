import { useEffect, useEffectEvent, useRef } from "react";
import { useSettled } from "./useSettled";

/**
 * Hands over what is being written once it has stood still for a moment, and at once when the screen closes. What is
 * like the blank it began as is not worth keeping, and is handed over as nothing.
 */
export function useKept<T>(value: T, blank: T, keep: (value: T | null) => void): void {
  const kept = useRef(value);
  const settled = useSettled(value, 250);
  const handOver = useEffectEvent((next: T) => {
    if (kept.current === next) return;
    kept.current = next;
    keep(JSON.stringify(next) === JSON.stringify(blank) ? null : next);
  });
  const close = useEffectEvent(() => handOver(value));
  useEffect(() => handOver(settled), [settled]);
  useEffect(() => () => close(), []);
}
