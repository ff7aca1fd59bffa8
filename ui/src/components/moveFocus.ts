import type { KeyboardEvent } from "react";

/** Arrow up and down, Home and End move between the links of a list. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const links = Array.from(event.currentTarget.querySelectorAll("a"));
  const at = links.findIndex((link) => Object.is(link, document.activeElement));
  if (at === -1) return;
  const target = targetOf(event.key, at, links.length);
  if (target === undefined) return;
  event.preventDefault();
  links[target]?.focus();
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
