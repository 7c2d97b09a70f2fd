import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** Citizens counted at most, and the time (in milliseconds) that a count may take. */
const maxCounted = 100_000;
const limitMs = 2_000;
/** A count below it could point at a person. */
const smallest = 10;

/**
 * Counts the citizens whose consent in force covers all scopes of one of the sets, for any app.
 *
 * @returns `0`, `fewer than 10`, `about 1200` or `more than 100000`: never an exact number
 * @throws if the count takes too long
 */
export async function countConsents(
  database: IdentityDatabase,
  sets: readonly (readonly string[])[],
  now: Date,
): Promise<string> {
  const covered = sql.join(
    sets.map((scopes) => sql`scopes @> ${[...scopes]}::text[]`),
    sql` OR `,
  );
  return database.transaction().execute(async (trx) => {
    await sql`SET LOCAL statement_timeout = ${sql.lit(limitMs)}`.execute(trx);
    const { rows } = await sql<{ citizens: number }>`
      SELECT count(*)::int AS citizens FROM (
        SELECT DISTINCT citizen_key FROM (
          SELECT DISTINCT ON (citizen_key, client_id, purpose) * FROM consent
           ORDER BY citizen_key, client_id, purpose, revision DESC) AS latest
         WHERE decision <> 'withdrawn' AND valid_from <= ${now} AND valid_until > ${now} AND (${covered})
         LIMIT ${maxCounted + 1}) AS counted`.execute(trx);
    return rounded(rows[0]?.citizens ?? 0);
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
