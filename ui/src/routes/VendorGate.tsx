import { Navigate, Outlet, useLocation } from "react-router";
import { UnlockScreen } from "../features/vaults/UnlockScreen";
import { VaultScreen } from "../features/vaults/VaultScreen";
import { useKnownStatus } from "./status";

const SET_UP = "/vendor/set-up";

/** What stands between a vendor and a screen: keys that can be used, and knowing which vendor it is. */
export function VendorGate() {
  const { vault, vendor } = useKnownStatus();
  const { pathname } = useLocation();
  switch (vault.kind) {
    case "choiceNeeded":
      return <VaultScreen fault={vault.fault} />;
    case "passphraseNeeded":
      return <UnlockScreen />;
    case "open":
      return vendor || pathname === SET_UP ? <Outlet /> : <Navigate replace to={SET_UP} />;
  }
}
