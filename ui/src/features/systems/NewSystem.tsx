import { FailureAlert } from "../../components/FailureAlert";
import { RestoredDraft } from "../../components/RestoredDraft";
import { useKept } from "../../components/useKept";
import { SystemEditor } from "./SystemEditor";
import { useKeepSystemDraft } from "./useSystem";
import { useSystemText } from "./useSystemText";

/** A system that is being written, from where it was left, or else from the blank. */
export function NewSystem({
  blank,
  saved,
  ownNumber,
}: {
  blank: string;
  saved: string | null;
  ownNumber: string;
}) {
  const editor = useSystemText(saved ?? blank, null);
  const keep = useKeepSystemDraft();
  useKept(editor.text, blank, keep.mutate);
  return (
    <>
      {saved !== null && <RestoredDraft onStartOver={() => editor.writeText(blank)} />}
      {keep.error && <FailureAlert failure={keep.error.failure} />}
      <SystemEditor editor={editor} replaces={null} ownNumber={ownNumber} />
    </>
  );
}
