import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  type AccessRecord,
  type Checkpoint,
  checkpointHolds,
  checkpointSchema,
  genesisOf,
  type Link,
  type Receipt,
  readLine,
  signReceipt,
  verifyJournalBatch,
} from '@civic-graph/audit';
import { PublicError } from '@civic-graph/errors';
import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { IdentityDatabase, IdentityTables } from '../store/database.ts';

const batchSchema = z.strictObject({
  chain: z.string().min(1).max(100),
  publicKey: z.string().max(1_000),
  lines: z.array(z.string().max(200_000)).max(20_000),
  checkpoint: checkpointSchema.nullable(),
  /** SHA-256 of the received lines. */
  digest: z.string(),
  /** Signed with the chain's key. */
  signature: z.string().max(200),
});

/** Part of a gateway's journal: lines that continue or overlap the stored ones. */
export type Batch = z.infer<typeof batchSchema>;

/** @throws PublicError BAD_REQUEST */
export function readBatch(value: unknown): Batch {
  const parsed = batchSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PublicError('BAD_REQUEST', `not a part of a journal: ${parsed.error.issues[0]?.message}`);
}

/** Called for new records, in the transaction that stores them. */
export type OnRecords = (
  transaction: Transaction<IdentityTables>,
  records: readonly NumberedRecord[],
) => Promise<void>;

export interface ReceiverOptions {
  readonly database: IdentityDatabase;
  readonly onRecords: OnRecords;
  /** Signs receipts. */
  readonly witnessKey: KeyObject;
  readonly clock: () => Date;
}

export interface Received {
  /** Number of stored entries of the chain. */
  readonly count: number;
  /** Receipt for all of them, if the batch contained a checkpoint. */
  readonly receipt: Receipt | null;
}

/**
 * Stores the new lines of a batch, all or none. Repeated lines must be identical and new ones must continue
 * the chain, so a rewritten journal is detected.
 *
 * @throws PublicError BAD_REQUEST if the chain does not continue like this
 */
export async function receiveEntries(
  { database, onRecords, witnessKey, clock }: ReceiverOptions,
  batch: Batch,
): Promise<Received> {
  if (!isOwn(batch))
    throw new PublicError('BAD_REQUEST', 'the batch is not signed with the key of its chain');
  return database.transaction().execute(async (transaction) => {
    const known = await lockChain(transaction, batch);
    const { old, added } = splitAt(known.count, batch.lines);
    await checkOld(transaction, batch.chain, known, old);
    const { link, records, notes, heads } = follow(known, added);
    if (records.length > 0) {
      await insertRecords(transaction, batch.chain, records);
      await onRecords(transaction, records);
    }
    if (notes.length > 0) await insertNotes(transaction, batch.chain, notes);
    if (link.count > known.count) {
      await transaction.updateTable('access_chain').set(link).where('chain', '=', batch.chain).execute();
    }
    if (batch.checkpoint === null) return { count: link.count, receipt: null };
    await keepCheckpoint(transaction, batch, batch.checkpoint, { link, heads });
    const receipt = signReceipt(batch.chain, link, clock(), witnessKey);
    await transaction
      .insertInto('access_receipt')
      .values(receipt)
      .onConflict((conflict) => conflict.columns(['chain', 'count']).doNothing())
      .execute();
    return { count: link.count, receipt };
  });
}

/**
 * Whether the batch is signed with the key that it names; `lockChain` checks that this is the chain's key.
 */
function isOwn(batch: Batch): boolean {
  try {
    return verifyJournalBatch(batch, createPublicKey(batch.publicKey));
  } catch {
    return false;
  }
}

/** Locks the chain's row, so that two batches of one gateway do not mix. */
async function lockChain(
  transaction: Transaction<IdentityTables>,
  { chain, publicKey }: Batch,
): Promise<Link> {
  await transaction
    .insertInto('access_chain')
    .values({ chain, public_key: publicKey, ...genesisOf(chain) })
    .onConflict((conflict) => conflict.column('chain').doNothing())
    .execute();
  const row = await transaction
    .selectFrom('access_chain')
    .selectAll()
    .where('chain', '=', chain)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.public_key !== publicKey) throw new PublicError('BAD_REQUEST', 'the chain has another key');
  return { count: Number(row.count), head: row.head };
}

function splitAt(count: number, lines: readonly string[]) {
  const at = lines.findIndex((line) => !(Number.parseInt(line, 10) <= count));
  return at === -1 ? { old: lines, added: [] } : { old: lines.slice(0, at), added: lines.slice(at) };
}

/** Equal heads mean equal chains, because any difference changes every later hash. */
async function checkOld(
  transaction: Transaction<IdentityTables>,
  chain: string,
  known: Link,
  lines: readonly string[],
): Promise<void> {
  const [first, ...others] = lines;
  if (first === undefined) return;
  const [number, head = ''] = first.split(' ', 2);
  const { link } = follow({ count: Number(number), head }, others);
  const isSame =
    link.count === known.count
      ? link.head === known.head
      : (await storedHead(transaction, chain, link.count)) === link.head;
  if (!isSame) {
    throw new PublicError('BAD_REQUEST', `entry ${link.count} of the journal is not the one that is here`);
  }
}

/** Notes of earlier versions were not stored. */
async function storedHead(
  transaction: Transaction<IdentityTables>,
  chain: string,
  number: number,
): Promise<string | undefined> {
  const hashIn = (table: 'access_record' | 'access_note') =>
    transaction
      .selectFrom(table)
      .select('hash')
      .where('chain', '=', chain)
      .where('number', '=', String(number))
      .executeTakeFirst();
  return ((await hashIn('access_record')) ?? (await hashIn('access_note')))?.hash;
}

/** An entry whose own hash is `head`. */
interface NumberedEntry extends Link {
  readonly digest: string | null;
}

export interface NumberedRecord extends NumberedEntry {
  readonly record: AccessRecord;
}

interface Followed {
  readonly link: Link;
  readonly records: readonly NumberedRecord[];
  readonly notes: readonly NumberedEntry[];
  /** By number: the new entries and the one before them. */
  readonly heads: ReadonlyMap<number, string>;
}

function follow(known: Link, lines: readonly string[]): Followed {
  const records: NumberedRecord[] = [];
  const notes: NumberedEntry[] = [];
  const heads = new Map([[known.count, known.head]]);
  let link = known;
  for (const line of lines) {
    const read = readLine(link, line);
    if (read.kind === 'fault') {
      throw new PublicError('BAD_REQUEST', `entry ${link.count + 1} of the journal is ${read.fault}`);
    }
    link = read.link;
    heads.set(link.count, link.head);
    const numbered = { ...read.link, digest: read.digest };
    if (read.entry.kind === 'access') records.push({ ...numbered, record: read.entry });
    else notes.push(numbered);
  }
  return { link, records, notes, heads };
}

async function insertRecords(
  transaction: Transaction<IdentityTables>,
  chain: string,
  records: readonly NumberedRecord[],
): Promise<void> {
  // PostgreSQL binds at most 65,535 parameters, sixteen per row.
  for (let from = 0; from < records.length; from += 1_000) {
    await transaction
      .insertInto('access_record')
      .values(
        records.slice(from, from + 1_000).map(({ count, head, digest, record }) => ({
          hash: head,
          chain,
          number: count,
          time: record.time,
          subject: record.subject,
          app: record.app,
          caller: record.caller,
          official: record.official,
          official_agency: record.officialAgency,
          purpose: record.purpose,
          consent: record.consent,
          scopes: [...record.scopes],
          fields: JSON.stringify(record.fields),
          request_id: record.requestId,
          result: record.result,
          digest,
        })),
      )
      .execute();
  }
}

async function insertNotes(
  transaction: Transaction<IdentityTables>,
  chain: string,
  notes: readonly NumberedEntry[],
): Promise<void> {
  for (let from = 0; from < notes.length; from += 10_000) {
    const rows = notes
      .slice(from, from + 10_000)
      .map(({ count, head, digest }) => ({ chain, number: count, hash: head, digest }));
    await transaction.insertInto('access_note').values(rows).execute();
  }
}

async function keepCheckpoint(
  transaction: Transaction<IdentityTables>,
  { chain, publicKey }: Batch,
  checkpoint: Checkpoint,
  { link, heads }: Pick<Followed, 'link' | 'heads'>,
): Promise<void> {
  const { count } = checkpoint;
  const head = heads.get(count) ?? (await storedHead(transaction, chain, count)) ?? checkpoint.head;
  const fits = checkpoint.chain === chain && checkpoint.count <= link.count && checkpoint.head === head;
  if (!fits || !checkpointHolds(checkpoint, createPublicKey(publicKey))) {
    throw new PublicError('BAD_REQUEST', 'the checkpoint is not one of this chain');
  }
  await transaction
    .insertInto('access_checkpoint')
    .values(checkpoint)
    .onConflict((conflict) => conflict.columns(['chain', 'count']).doNothing())
    .execute();
}
