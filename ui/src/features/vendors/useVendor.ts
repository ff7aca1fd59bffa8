import { commands, useAsk, useTell } from "../../bridge";

export interface VendorChoice {
  orgNumber: string;
  clientId: string;
}

export function useVendorSuggestions() {
  return useAsk("session", ["vendorSuggestions"], commands.vendorSuggestions);
}

export function useSetUpVendor() {
  return useTell(({ orgNumber, clientId }: VendorChoice) => commands.setUpVendor(orgNumber, clientId));
}
