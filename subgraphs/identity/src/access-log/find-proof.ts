import {
  type AccessRecord,
  checkpointSchema,
  digestOf,
  entryText,
  genesisOf,
  mostFollowing,
  type RecordProof,
} from '@civic-graph/audit';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';
import type { AccessRecordRow } from './find-records.ts';

/**
 * `unsigned`: no checkpoint covers the record yet. `withheld`: its text names an official, whom a citizen
 * does not see. `impossible`: an entry of an earlier version is involved, or too many entries follow.
 * `altered`: the stored record differs from what its gateway hashed, or an entry after it is missing.
 */
export type FoundProof =
  | { readonly kind: 'proof'; readonly proof: RecordProof }
  | { readonly kind: 'unsigned' | 'withheld' | 'impossible' | 'altered' };

interface Hashes {
  readonly number: string;
  readonly hash: string;
  readonly digest: string | null;
}

/** Proves that a record is in its gateway's chain, with nothing but hashes of other entries. */
export async function proofOf(database: IdentityDatabase, record: AccessRecordRow): Promise<FoundProof> {
  const { chain } = record;
  if (record.official !== null) return { kind: 'withheld' };
  const number = Number(record.number);
  const signed = await database
    .selectFrom('access_checkpoint')
    .innerJoin('access_chain', 'access_chain.chain', 'access_checkpoint.chain')
    .select([
      'access_checkpoint.count',
      'access_checkpoint.head',
      'access_checkpoint.time',
      'access_checkpoint.signature',
      'access_chain.public_key',
    ])
    .where('access_checkpoint.chain', '=', chain)
    .where('access_checkpoint.count', '>=', record.number)
    .orderBy('access_checkpoint.count')
    .limit(1)
    .executeTakeFirst();
  if (signed === undefined) return { kind: 'unsigned' };
  const { public_key: publicKey, ...checkpoint } = signed;
  const count = Number(checkpoint.count);
  const entry = textOf(record);
  if (record.digest !== null && digestOf(entry) !== record.digest) return { kind: 'altered' };
  if (record.digest === null || count - number > mostFollowing) return { kind: 'impossible' };
  const others = await hashesBetween(database, chain, number - 1, count);
  const before = number === 1 ? genesisOf(chain).head : others.get(number - 1)?.hash;
  const rows = Array.from({ length: count - number }, (_, at) => others.get(number + 1 + at));
  if (rows.includes(undefined)) return { kind: 'altered' };
  const following = rows.map((row) => row?.digest);
  // Earlier entries may have been deleted at the end of their retention.
  if (before === undefined || !following.every(isKnown)) return { kind: 'impossible' };
  const proof = {
    ...{ chain, publicKey, number, before, entry, following },
    checkpoint: checkpointSchema.parse({ ...checkpoint, chain, count, time: checkpoint.time.toISOString() }),
  };
  return { kind: 'proof', proof };
}

async function hashesBetween(
  database: IdentityDatabase,
  chain: string,
  first: number,
  last: number,
): Promise<ReadonlyMap<number, Hashes>> {
  const { rows } = await sql<Hashes>`
    select number, hash, digest from access_record where chain = ${chain} and number between ${first} and ${last}
    union all
    select number, hash, digest from access_note where chain = ${chain} and number between ${first} and ${last}
  `.execute(database);
  return new Map(rows.map((row) => [Number(row.number), row]));
}

/** The entry as the gateway has hashed it. */
function textOf(row: AccessRecordRow): string {
  const record: AccessRecord = {
    kind: 'access',
    time: row.time.toISOString(),
    app: row.app,
    caller: row.caller,
    official: row.official,
    officialAgency: row.official_agency,
    subject: row.subject,
    purpose: row.purpose,
    consent: row.consent,
    scopes: row.scopes,
    fields: row.fields,
    requestId: row.request_id,
    result: row.result as AccessRecord['result'],
  };
  return entryText(record);
}

function isKnown(digest: string | null | undefined): digest is string {
  return typeof digest === 'string';
}
