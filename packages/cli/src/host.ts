/** The part of a process that a command needs, handed in so that a test can run it without one. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
}

interface Output {
  write(text: string): unknown;
}
