import { sql } from 'kysely';
import type { Checker } from '../check/checker.ts';
import type { Db } from '../database/database.ts';
import { saveChangelog } from './save-changelog.ts';

export interface ChangelogSources {
  readonly db: Db;
  readonly checker: Pick<Checker, 'compare'>;
  readonly clock: () => Date;
}

interface Uncompared {
  readonly sequence: string;
  readonly after: string;
  readonly before: string | null;
}

/** Rollouts that are compared late: those before them were made by older programs. */
const lookBack = 20;

/**
 * Compares the rollouts that nobody has compared with the one before each, the latest first. A publish brings
 * its changes from its check; a rollback of the supergraph, a wider canary and the demo's folders do not.
 *
 * @returns how many rollouts were compared
 * @throws AggregateError after all, if some could not be compared
 */
export async function fillChangelog({ db, checker, clock }: ChangelogSources): Promise<number> {
  const { rows } = await sql<Uncompared>`
    SELECT recent.sequence, recent.supergraph AS after,
           (SELECT supergraph FROM rollout AS earlier WHERE earlier.sequence < recent.sequence
             ORDER BY sequence DESC LIMIT 1) AS before
      FROM (SELECT * FROM rollout ORDER BY sequence DESC LIMIT ${lookBack}) AS recent
     WHERE NOT EXISTS (SELECT FROM changelog WHERE changelog.rollout = recent.sequence)
     ORDER BY recent.sequence DESC`.execute(db);
  const failures: unknown[] = [];
  for (const rollout of rows) {
    // One that cannot be compared must not keep the others from it.
    await compare(rollout).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'rollouts could not be compared');
  return rows.length;

  async function compare({ sequence, before, after }: Uncompared): Promise<void> {
    const changelog =
      before === null || before === after
        ? { total: 0, changes: [] }
        : await checker.compare(await readSdl(db, before), await readSdl(db, after));
    await db.transaction().execute((trx) => saveChangelog(trx, sequence, changelog, clock()));
  }
}

async function readSdl(db: Db, version: string): Promise<string> {
  const { sdl } = await db
    .selectFrom('supergraph_version')
    .select('sdl')
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return sdl;
}
