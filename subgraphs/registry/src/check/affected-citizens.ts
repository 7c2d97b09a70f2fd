import { randomUUID } from 'node:crypto';
import { anonymous } from '@civic-graph/policy';
import { createRequestSigner } from '@civic-graph/tokens';
import { z } from 'zod';
import type { AccessChange } from './check-report.ts';

/** Counts, for each field, the citizens whose consents open it: rounded, in words. */
export type CountCitizens = (fields: readonly ConsentSets[]) => Promise<readonly string[]>;

/** The sets of scopes whose consents open a field. */
type ConsentSets = readonly (readonly string[])[];

const answer = z.object({ counts: z.array(z.string().max(40)) });
const timeoutMs = 5_000;
const path = '/consent-counts';
/** Fields that are counted of one check; each takes a query at identity. */
const maxFields = 20;

export const unknownCount = 'unknown';

/** Asks the identity service, in a call that is signed by the registry's own secret. */
export function citizenCounter(url: string, secret: string): CountCitizens {
  const sign = createRequestSigner({ secret, keyId: 'platform' });
  return async (fields) => {
    const body = JSON.stringify({ fields });
    const headers = sign({ method: 'POST', path, body, principal: anonymous, requestId: randomUUID() });
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return answer.parse(await response.json()).counts;
    await response.body?.cancel();
    throw new Error(`identity answers with status ${response.status}`);
  };
}

/**
 * Adds how many citizens each change affects. Where identity does not answer, or there are too many fields,
 * the number is unknown, and the check goes on.
 */
export async function withAffectedCitizens(
  changes: readonly AccessChange[],
  count: CountCitizens | null,
): Promise<readonly AccessChange[]> {
  const keyOf = (sets: ConsentSets) => JSON.stringify(sets);
  const asked = new Map(changes.flatMap(({ consents }) => (consents ? [[keyOf(consents), consents]] : [])));
  if (asked.size === 0) return changes;
  const fields = [...asked.values()].slice(0, maxFields);
  const counts = count === null ? [] : await count(fields).catch(() => []);
  const known = new Map(fields.map((sets, index) => [keyOf(sets), counts[index]]));
  return changes.map((change) =>
    change.consents
      ? { ...change, affectedCitizens: known.get(keyOf(change.consents)) ?? unknownCount }
      : change,
  );
}
