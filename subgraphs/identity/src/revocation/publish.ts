import { sql, type Transaction } from 'kysely';
import { accessTokenSeconds } from '../issuer/resource-server.ts';
import type { IdentityTables, RevocationRow } from '../store/database.ts';

/** What access tokens rest on, and no longer may. */
export type Revocation = Pick<RevocationRow, 'kind' | 'id'>;

/** Clocks of gateways may be this far apart from ours; they accept a token that long after its end. */
const clockSkewSeconds = 60;
/** A token that was being made while its client was suspended is not older than this. */
const mintingSeconds = 5;

/** When no token that was issued until `now` is accepted any longer. */
export function lastTokenEnds(now: Date): Date {
  return secondsAfter(now, accessTokenSeconds + clockSkewSeconds);
}

/** No token that was issued before this moment is accepted at `now`. */
export function oldestTokenIssued(now: Date): Date {
  return secondsAfter(now, -(accessTokenSeconds + clockSkewSeconds));
}

/**
 * Tells all gateways, once the transaction is committed.
 *
 * Numbers must become visible in their order: a gateway that has seen 8 never asks for 7. The lock makes
 * whoever comes next take his number after this transaction has ended; readers do not wait for it.
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
