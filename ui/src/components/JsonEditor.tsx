import type { RefObject } from "react";
import { CopyButton } from "./CopyButton";
import { JsonLines } from "./JsonLines";

/** JSON to write, with numbered lines; the lines with a finding are marked. */
export function JsonEditor({
  title,
  copyLabel,
  text,
  faulty,
  field,
  onChange,
}: {
  title: string;
  copyLabel: string;
  text: string;
  faulty: ReadonlySet<number>;
  field: RefObject<HTMLTextAreaElement | null>;
  onChange: (text: string) => void;
}) {
  return (
    <div className="json">
      <div className="json-head">
        <b>{title}</b>
        <CopyButton text={text} label={copyLabel} />
      </div>
      <div className="json-body">
        <JsonLines text={text} faulty={faulty} />
        <textarea
          ref={field}
          className="json-text"
          aria-label={title}
          aria-invalid={faulty.size > 0 || undefined}
          spellCheck={false}
          wrap="off"
          rows={text.split("\n").length}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
