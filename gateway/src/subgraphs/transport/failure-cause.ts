/**
 * A failed call's cause for the log and the retry policy: `ECONNREFUSED`, `UND_ERR_SOCKET`, `TypeError` …;
 * never a message.
 */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
