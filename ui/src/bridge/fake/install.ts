import { emit } from "@tauri-apps/api/event";
import { mockIPC } from "@tauri-apps/api/mocks";
import type { commands, Failure, Topic } from "../generated";

type Commands = typeof commands;
type Data<Command extends (...given: never[]) => unknown> =
  Awaited<ReturnType<Command>> extends infer Outcome
    ? Outcome extends { status: "ok"; data: infer Answer }
      ? Answer
      : never
    : never;

/** A stand-in for the app behind the window: every command, with the same arguments and answers. */
export type Fake = {
  [Name in keyof Commands]: (
    ...given: Parameters<Commands[Name]>
  ) => Data<Commands[Name]> | Promise<Data<Commands[Name]>>;
};

/** Answers the window's commands from `fake` from here on. */
export function install(fake: Fake): void {
  const handlers = new Map(Object.entries(fake));
  mockIPC(
    (command, given) => {
      const handler = handlers.get(camelCase(command));
      if (!handler) return Promise.reject(new Error(`no such command: ${command}`));
      return Reflect.apply(handler, undefined, Object.values(given ?? {}));
    },
    { shouldMockEvents: true },
  );
  // The stand-in for events has no way to stop listening; the real one has.
  Object.assign(window, { __TAURI_EVENT_PLUGIN_INTERNALS__: { unregisterListener() {} } });
}

/** An answer that is a failure. */
export function fail(failure: Failure): Promise<never> {
  return Promise.reject(failure);
}

/** Says that something changed, as the app does. */
export function changed(...topics: Topic[]): void {
  for (const topic of topics) void emit("changed", topic);
}

function camelCase(command: string): string {
  return command.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
