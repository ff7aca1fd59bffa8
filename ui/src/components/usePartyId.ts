import { useParams } from "react-router";

/** The organisation that the address names. */
export function usePartyId(): number {
  return Number(useParams().party);
}
