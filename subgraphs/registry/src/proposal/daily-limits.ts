import { type Insertable, sql } from 'kysely';
import type { Db } from '../database/database.ts';
import type { RegistryTables } from '../database/tables.ts';
import type { Author } from './author.ts';
import { openProposal } from './find-proposals.ts';

/** Checks that one author may start in a day, and proposals that they may store. */
export const maxADay = 20;
const dayMs = 86_400_000;

type NewProposal = Insertable<RegistryTables['proposal']>;

/** Counts each check that an author starts, also of the same release: a check that fails is not stored. */
export function admitAttempt(db: Db, by: Author, release: string, now: Date): Promise<boolean> {
  return oneByOne(db, by, async (trx) => {
    const { attempts } = await trx
      .selectFrom('proposal_attempt')
      .select(sql<string>`count(*)`.as('attempts'))
      .where('author', '=', by.subject)
      .where('attempted_at', '>', aDayBefore(now))
      .executeTakeFirstOrThrow();
    if (Number(attempts) >= maxADay) return false;
    await trx
      .insertInto('proposal_attempt')
      .values({ author: by.subject, release, attempted_at: now })
      .execute();
    return true;
  });
}

/**
 * Stores a proposal, unless the author has the same one open.
 *
 * @returns its id, or `null` where the author has stored too many
 */
export function storeProposal(db: Db, by: Author, proposed: NewProposal): Promise<string | null> {
  return oneByOne(db, by, async (trx) => {
    const known = await openProposal(trx, by, proposed.release);
    if (known !== null) return known.id;
    const { proposals } = await trx
      .selectFrom('proposal')
      .select(sql<string>`count(*)`.as('proposals'))
      .where('author', '=', by.subject)
      .where('proposed_at', '>', aDayBefore(proposed.proposed_at))
      .executeTakeFirstOrThrow();
    if (Number(proposals) >= maxADay) return null;
    await trx.insertInto('proposal').values(proposed).execute();
    return proposed.id;
  });
}

/** Calls of one author at once must not exceed a limit together. */
function oneByOne<T>(db: Db, by: Author, run: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`proposals of ${by.subject}`}))`.execute(trx);
    return run(trx);
  });
}

function aDayBefore(now: Date): Date {
  return new Date(now.getTime() - dayMs);
}
