/** The part of `process` that a shutdown uses. */
export interface SignalHost {
  once(signal: ShutdownSignal, listener: () => void): unknown;
  exit(code: number): unknown;
  readonly stderr: { write(text: string): unknown };
}

/** Signals of orchestrators and terminals that request a shutdown. */
const shutdownSignals = ['SIGTERM', 'SIGINT'] as const;
type ShutdownSignal = (typeof shutdownSignals)[number];

/**
 * Closes a service on the first signal, then exits with 0, or 1 if it could not close. The same signal again
 * ends the process immediately.
 */
export function closeOnSignal(service: { close(): Promise<void> }, host: SignalHost = process): void {
  const close = () => {
    service.close().then(
      () => host.exit(0),
      (error: unknown) => {
        host.stderr.write(`the service does not close: ${error instanceof Error ? error.stack : error}\n`);
        host.exit(1);
      },
    );
  };
  for (const signal of shutdownSignals) host.once(signal, close);
}
