import type { OrgNumberFault } from "../bridge";

/** Why a text cannot be taken as an organisation number. Whether it exists is for the register to say. */
export function orgNumberFault(text: string): OrgNumberFault | undefined {
  const digits = text.replace(/\s/g, "");
  if (!/^\d*$/.test(digits)) return { kind: "notDigits" };
  return digits.length === 9 ? undefined : { kind: "length", digits: digits.length };
}
