import { randomUUID } from 'node:crypto';
import { anonymous, dataClasses } from '@civic-graph/policy';
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
/** What identity counts in one call: fields, sets of a field, scopes of a set. */
const limits = { fields: 20, sets: 20, scopes: 20 };

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
 * the number is unknown, and the check continues.
 */
export async function withAffectedCitizens(
  changes: readonly AccessChange[],
  count: CountCitizens | null,
): Promise<readonly AccessChange[]> {
  const keyOf = (sets: ConsentSets) => JSON.stringify(sets);
  // What is gained, and the most sensitive data first: an agency must not crowd out a number by others.
  const ordered = changes.toSorted((one, other) => urgency(other) - urgency(one));
  const asked = new Map(ordered.flatMap(({ consents }) => (consents ? [[keyOf(consents), consents]] : [])));
  if (asked.size === 0) return changes;
  const fields = [...asked.values()].filter(isCountable).slice(0, limits.fields);
  const counts = count === null ? [] : await count(fields).catch(() => []);
  const known = new Map(fields.map((sets, index) => [keyOf(sets), counts[index]]));
  return changes.map((change) =>
    change.consents
      ? { ...change, affectedCitizens: known.get(keyOf(change.consents)) ?? unknownCount }
      : change,
  );
}

function urgency({ kind, dataClass }: AccessChange): number {
  return dataClasses.indexOf(dataClass) + (kind === 'gains' ? dataClasses.length : 0);
}

function isCountable(sets: ConsentSets): boolean {
  return sets.length <= limits.sets && sets.every((scopes) => scopes.length <= limits.scopes);
}
