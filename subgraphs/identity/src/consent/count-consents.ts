import { PublicError } from '@civic-graph/errors';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** A larger count says nothing more. */
const maxCounted = 100_000;
/** For all counts together; the registry waits a little longer. */
const limitMs = 4_000;
/** A count below it could point at a person. */
const smallest = 10;

/** The sets of scopes whose consents open a field. */
export type ConsentSets = readonly (readonly string[])[];

/** Counts of one database, one at a time: each reads all consents. */
export function consentCounter(
  database: IdentityDatabase,
): (fields: readonly ConsentSets[], now: Date) => Promise<readonly string[]> {
  let isCounting = false;
  return async (fields, now) => {
    if (isCounting) throw new PublicError('OVERLOADED', undefined, { extensions: { retryAfter: 5 } });
    isCounting = true;
    try {
      return await countConsents(database, fields, now);
    } finally {
      isCounting = false;
    }
  };
}

/**
 * Counts, for each field, the citizens whose consent in force covers all scopes of one of its sets, for any
 * app.
 *
 * @returns `0`, `fewer than 10`, `about 1200` or `more than 100000`: never an exact number
 * @throws if the counts take too long
 */
async function countConsents(
  database: IdentityDatabase,
  fields: readonly ConsentSets[],
  now: Date,
): Promise<readonly string[]> {
  const counts = fields.map((sets) => {
    const covered = sets.map((scopes) => sql`scopes @> ${[...scopes]}::text[]`);
    return sql`count(DISTINCT citizen_key) FILTER (WHERE ${sql.join(covered, sql` OR `)})::int`;
  });
  return database.transaction().execute(async (trx) => {
    await sql`SET LOCAL statement_timeout = ${sql.lit(limitMs)}`.execute(trx);
    const { rows } = await sql<{ counts: readonly number[] }>`
      SELECT ARRAY[${sql.join(counts)}] AS counts FROM (
        SELECT DISTINCT ON (citizen_key, client_id, purpose) * FROM consent
         ORDER BY citizen_key, client_id, purpose, revision DESC) AS latest
       WHERE decision <> 'withdrawn' AND valid_from <= ${now} AND valid_until > ${now}`.execute(trx);
    return (rows[0]?.counts ?? []).map(rounded);
  });
}

/** To two digits, so that two counts do not show what one person decided in between. */
function rounded(count: number): string {
  if (count === 0) return '0';
  if (count < smallest) return `fewer than ${smallest}`;
  if (count > maxCounted) return `more than ${maxCounted}`;
  const unit = Math.max(smallest, 10 ** (String(count).length - 2));
  return `about ${Math.round(count / unit) * unit}`;
}
