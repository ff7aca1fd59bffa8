import { Outlet } from "react-router";
import { VendorFrame } from "../frame/VendorFrame";
import { useKnownStatus } from "./status";

export function VendorSurface() {
  return (
    <VendorFrame status={useKnownStatus()}>
      <Outlet />
    </VendorFrame>
  );
}
