/** Writes a line of JSON. */
export function log(msg: string, details: Readonly<Record<string, unknown>> = {}, level = 30): void {
  process.stdout.write(`${JSON.stringify({ level, time: Date.now(), msg, ...details })}\n`);
}

/** Logs an unexpected error by its names; messages may quote what a citizen sent. */
export function report(error: unknown): void {
  const { name, cause } = error instanceof Error ? error : new Error(String(error));
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  log('a request failed', { error: name, ...(code !== undefined && { code }) }, 40);
}
