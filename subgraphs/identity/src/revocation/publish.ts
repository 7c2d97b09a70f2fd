import { sql, type Transaction } from 'kysely';
import { accessTokenSeconds } from '../issuer/resource-server.ts';
import type { IdentityTables, RevocationRow } from '../store/database.ts';

/** Reasons that invalidate access tokens. */
export type Revocation = Pick<RevocationRow, 'kind' | 'id'>;

/** Clock skew of gateways, which accept tokens that long after expiry. */
const clockSkewSeconds = 60;
/** Maximum age of a token in issuance while its client was suspended. */
const mintingSeconds = 5;

/** Time (in milliseconds) for which gateways are told of an event: until the last token has expired. */
export const announcedMs = (accessTokenSeconds + clockSkewSeconds) * 1000;

/** When all tokens issued until `now` have expired. */
export function lastTokenEnds(now: Date): Date {
  return new Date(now.getTime() + announcedMs);
}

/**
 * Notifies all gateways when the transaction commits.
 *
 * Numbers must become visible in order: a gateway that has seen 8 never asks for 7. The lock delays the next
 * writer until this transaction ends; readers do not wait.
 */
export async function publishRevocations(
  transaction: Transaction<IdentityTables>,
  revocations: readonly Revocation[],
  now: Date,
): Promise<void> {
  if (revocations.length === 0) return;
  await sql`lock table revocation in share row exclusive mode`.execute(transaction);
  await transaction
    .insertInto('revocation')
    .values(
      revocations.map(({ kind, id }) => ({
        kind,
        id,
        issued_before: kind === 'client' ? secondsAfter(now, mintingSeconds) : null,
        expires_at: lastTokenEnds(now),
      })),
    )
    .execute();
}

function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}
