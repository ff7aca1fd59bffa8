import { XMarkOctagonFillIcon } from "@navikt/aksel-icons";
import type { ReactNode } from "react";

export interface ListedFinding {
  key: string;
  /** The line in the JSON text, from 1. */
  line?: number | undefined;
  what: ReactNode;
  next: ReactNode;
}

/** What is wrong, one button each; pressing one jumps to the place. */
export function Findings({
  label,
  lineLabel,
  findings,
  onPick,
}: {
  label: string;
  lineLabel: (line: number) => string;
  findings: readonly ListedFinding[];
  onPick: (finding: ListedFinding) => void;
}) {
  return (
    <ul className="findings" aria-label={label}>
      {findings.map((finding) => (
        <li key={finding.key}>
          <button type="button" onClick={() => onPick(finding)}>
            <XMarkOctagonFillIcon aria-hidden className="tone-danger" />
            <span>
              <b>{finding.what}</b>
              {finding.next}
              {finding.line !== undefined && <span className="quiet"> {lineLabel(finding.line)}</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
