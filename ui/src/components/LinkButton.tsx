import { Button } from "@digdir/designsystemet-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A link that looks like the primary action of its screen. */
export function LinkButton({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Button asChild>
      <Link to={to}>{children}</Link>
    </Button>
  );
}
