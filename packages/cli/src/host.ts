import type { Readable } from 'node:stream';

/** The part of a process that a command uses, injected so that tests can replace it. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default is empty. */
  readonly stdin?: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
  /** Calls `listener` at Ctrl-C and its like, which otherwise end the command at once. */
  readonly onStop?: (listener: () => void) => void;
}

interface Output {
  write(text: string): unknown;
}
