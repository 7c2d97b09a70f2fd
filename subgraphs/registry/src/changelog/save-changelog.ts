import type { Db } from '../database/database.ts';
import { writeChangeMessages } from '../webhook/write-messages.ts';
import type { Changelog } from './change.ts';

/** Stores what a rollout has changed, once, with the messages about it. */
export async function saveChangelog(
  trx: Db,
  rollout: string,
  { total, changes }: Changelog,
  now: Date,
): Promise<void> {
  const saved = await trx
    .insertInto('changelog')
    .values({ rollout, total, compared_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('rollout')
    .executeTakeFirst();
  if (saved === undefined || changes.length === 0) return;
  await trx
    .insertInto('change')
    .values(
      changes.map(({ kind, coordinate, dataClass, sunsetOn, message, subgraphs }, index) => ({
        ...{ rollout, number: index + 1, kind, coordinate, message },
        data_class: dataClass,
        sunset_on: sunsetOn,
        subgraphs: [...subgraphs],
      })),
    )
    .execute();
  await writeChangeMessages(trx, rollout, now);
}
