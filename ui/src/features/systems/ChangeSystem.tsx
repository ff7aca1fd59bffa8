import type { RegisteredSystem } from "../../bridge";
import { SystemEditor } from "./SystemEditor";
import { useSystemText } from "./useSystemText";

/** A registered system that is being changed. */
export function ChangeSystem({ initial, system }: { initial: string; system: RegisteredSystem }) {
  const editor = useSystemText(initial, system.id);
  return <SystemEditor editor={editor} replaces={system} ownNumber={system.vendor} />;
}
