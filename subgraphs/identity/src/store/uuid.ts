export const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Whether a text is a UUID: PostgreSQL fails on others. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
