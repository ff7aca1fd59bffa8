import { createContext, type ReactNode, use, useCallback, useState } from "react";

const Announce = createContext<(text: string) => void>(() => {});

/** Says things aloud to screen readers without moving focus. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  const announce = useCallback((text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 })), []);
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite">
        {/* A new node each time, so that the same words said twice are read twice. */}
        <span key={said.turn}>{said.text}</span>
      </div>
    </Announce>
  );
}

export function useAnnounce(): (text: string) => void {
  return use(Announce);
}
