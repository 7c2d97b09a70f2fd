import type { IdentityDatabase } from '../store/database.ts';
import type { AccessRecordRow } from './find-records.ts';

/** What vouches for a record: signatures over the chain up to it or beyond; null while there is none. */
export interface RecordEvidence {
  /** Of the gateway that wrote it. */
  readonly checkpoint: SignedPosition | null;
  /** Of this service, which received it. */
  readonly receipt: SignedPosition | null;
}

export interface SignedPosition {
  readonly count: number;
  readonly time: Date;
}

/** The first checkpoint and receipt that cover a record. */
export async function evidenceOf(
  database: IdentityDatabase,
  { chain, number }: Pick<AccessRecordRow, 'chain' | 'number'>,
): Promise<RecordEvidence> {
  const firstIn = (table: 'access_checkpoint' | 'access_receipt') =>
    database
      .selectFrom(table)
      .select(['count', 'time'])
      .where('chain', '=', chain)
      .where('count', '>=', number)
      .orderBy('count')
      .limit(1)
      .executeTakeFirst();
  const [checkpoint, receipt] = await Promise.all([firstIn('access_checkpoint'), firstIn('access_receipt')]);
  const position = (row: { count: string; time: Date } | undefined) =>
    row === undefined ? null : { count: Number(row.count), time: row.time };
  return { checkpoint: position(checkpoint), receipt: position(receipt) };
}
