/** The part of `process` that ending a service needs. */
export interface SignalHost {
  once(signal: ShutdownSignal, listener: () => void): unknown;
  exit(code: number): unknown;
  readonly stderr: { write(text: string): unknown };
}

/** What an orchestrator and a terminal send to a service that is to end. */
const shutdownSignals = ['SIGTERM', 'SIGINT'] as const;
type ShutdownSignal = (typeof shutdownSignals)[number];

/**
 * Closes a service on the first signal of a kind, and then ends the process: with 0 where it has closed, with
 * 1 where it could not. The same signal again ends the process at once.
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
