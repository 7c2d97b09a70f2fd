/** Maximum characters of a problem: it may quote a name of a message, which may have a million. */
const maximumLength = 500;

/** A message cannot be read; the text names the problem and the remedy. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  /** Null if it has no position. */
  readonly line: number | null;

  constructor(line: number | null, problem: string) {
    super(problem.length > maximumLength ? `${problem.slice(0, maximumLength)}…` : problem);
    this.line = line;
  }
}

/** A component has several values, of which an observation here could keep only one. */
export function severalValues(component: string, count: number): string {
  return `${component} has ${count} values; an observation here has one, so write the most important one`;
}
