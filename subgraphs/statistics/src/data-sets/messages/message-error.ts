/** A message cannot be read; the text names the problem and the remedy. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  /** Null if it has no position. */
  readonly line: number | null;

  constructor(line: number | null, problem: string) {
    super(problem);
    this.line = line;
  }
}
