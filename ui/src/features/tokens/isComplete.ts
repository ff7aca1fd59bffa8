import type { TokenWish } from "../../bridge";
import { orgNumberFault } from "../../components/orgNumberFault";

/** A wish that Maskinporten can be asked. */
export function isComplete({ partyOrg, scopes }: TokenWish): boolean {
  return orgNumberFault(partyOrg) === undefined && scopes.length > 0;
}
