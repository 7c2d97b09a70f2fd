import type { Refusal } from '@civic-graph/client';

/**
 * One refusal of each kind and, for outages and closed fields, of each field. The citizen consents once to
 * all that a page needs.
 */
export function mergeRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const merged = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const key = perField.has(refusal.kind) ? `${refusal.kind} ${refusal.coordinate}` : refusal.kind;
    const before = merged.get(key);
    if (before === undefined) merged.set(key, refusal);
    else if (before.kind === 'consent-needed' && refusal.kind === 'consent-needed')
      merged.set(key, { ...before, scopes: [...new Set([...before.scopes, ...refusal.scopes])] });
  }
  return [...merged.values()];
}

const perField: ReadonlySet<Refusal['kind']> = new Set(['switched-off', 'unavailable', 'hidden']);
