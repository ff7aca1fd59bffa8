import type { TFunction } from "i18next";
import type { Finding } from "../bridge";
import { explainFault } from "./explainFault";
import type { ListedFinding } from "./Findings";

/** The app's findings with words on. */
export function toFindings(findings: readonly Finding[], t: TFunction): ListedFinding[] {
  return findings.map((finding, index) => ({
    key: `${finding.pointer ?? ""}#${index}`,
    line: finding.place?.line,
    ...explainFault(finding.fault, t),
  }));
}
