/** The line numbers beside a JSON text; the lines with a finding are marked. */
export function JsonLines({ text, faulty }: { text: string; faulty: ReadonlySet<number> }) {
  const lines = Array.from({ length: text.split("\n").length }, (_, index) => index + 1);
  return (
    <div className="json-lines" aria-hidden="true">
      {lines.map((line) => (
        <span key={line} data-faulty={faulty.has(line) || undefined}>
          {line}
        </span>
      ))}
    </div>
  );
}
