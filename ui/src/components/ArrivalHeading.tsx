import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";

/** The heading of a page or a sheet. It takes focus when the person has just come to it. */
export function ArrivalHeading({ level, children }: { level: 1 | 2; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrived = useLocation().key !== "default";
  const Tag = level === 1 ? "h1" : "h2";
  // biome-ignore lint/correctness/useExhaustiveDependencies: only arriving moves focus, not later steps on the same page
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Tag ref={heading} tabIndex={-1}>
      {children}
    </Tag>
  );
}
