import type { Failure } from "./generated";

/** What a command gives back: its answer, or why there is none. */
export type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: Failure };

/** A failure on its way to the person, as an error that a query can hold. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind);
    this.name = "FailureError";
    this.failure = failure;
  }
}

/** The answer of a command; throws a {@link FailureError} when there is none. */
export async function answer<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome.catch((error: unknown) => Promise.reject(failureOf(error)));
  if (result.status === "ok") return result.data;
  throw failureOf(result.error);
}

/** Whatever was thrown, as a failure the screen has words for. */
function failureOf(thrown: unknown): FailureError {
  return isFailure(thrown)
    ? new FailureError(thrown)
    : new FailureError({ kind: "unexpected", host: "Klarsignal", reference: String(thrown) });
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === "object" && thrown !== null && "kind" in thrown && typeof thrown.kind === "string";
}
