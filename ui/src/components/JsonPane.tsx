import { CopyButton } from "./CopyButton";
import { JsonLines } from "./JsonLines";

/** JSON to read and copy, with numbered lines. */
export function JsonPane({ title, text, copyLabel }: { title: string; text: string; copyLabel: string }) {
  return (
    <div className="json">
      <div className="json-head">
        <b>{title}</b>
        <CopyButton text={text} label={copyLabel} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="json-body" aria-label={title} tabIndex={0}>
        <JsonLines text={text} faulty={NONE} />
        <pre className="json-text">{text}</pre>
      </section>
    </div>
  );
}

const NONE: ReadonlySet<number> = new Set();
