/** Whether PostgreSQL would take a client's text for an id: it fails on what is no UUID. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
