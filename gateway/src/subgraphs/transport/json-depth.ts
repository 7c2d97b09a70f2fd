/**
 * Whether a parsed value nests deeper than `limit`: later recursive steps would exhaust the stack. Checking
 * the value costs a twentieth of the parsing, scanning the text half of it.
 */
export function isDeeperThan(limit: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object' && isDeeperThan(limit - 1, item)) return true;
    }
    return false;
  }
  // Own keys only, `__proto__` among them: parsed values inherit nothing enumerable.
  for (const key in value) {
    const item: unknown = value[key as keyof typeof value];
    if (typeof item === 'object' && isDeeperThan(limit - 1, item)) return true;
  }
  return false;
}
