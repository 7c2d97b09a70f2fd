import {
  entryText,
  genesisOf,
  type Link,
  nextLink,
  readProof,
  signCheckpoint,
  verifyProof,
} from '@civic-graph/audit';
import { citizen, personas } from '@civic-graph/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { emptyAccessLog } from './empty-access-log.fixture.ts';
import { proofOf } from './find-proof.ts';
import { note, record, send, signingKey } from './gateway-journal.fixture.ts';

const lin = personas.lin.citizenKey;
const other = citizen(2).citizenKey;

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());
beforeEach(() => emptyAccessLog(identity.owner));

type Entry = ReturnType<typeof record> | typeof note;

/** Ships entries in batches, with a checkpoint at the end. */
async function shipped(...batches: Entry[][]) {
  let link: Link = genesisOf('gateway');
  for (const [at, batch] of batches.entries()) {
    const lines = batch.map((entry) => {
      const next = nextLink(link, entryText(entry));
      link = next.link;
      return next.line;
    });
    const checkpoint =
      at === batches.length - 1 ? signCheckpoint('gateway', link, new Date(), signingKey) : null;
    expect(await send(identity.subgraph, lines, { checkpoint })).toMatchObject({ status: 200 });
  }
}

async function foundAt(number: number) {
  const row = await identity.owner
    .selectFrom('access_record')
    .selectAll()
    .where('number', '=', String(number))
    .executeTakeFirstOrThrow();
  return { row, found: await proofOf(identity.subgraph.database, row) };
}

it('proves each record by hashes of the others, across notes and batches', async () => {
  const third = record(other, { requestId: 'of-another-person', scopes: ['payments:notices'] });
  await shipped([record(lin), note, record(lin, { app: 'weibo-city' })], [third, note]);
  for (const number of [1, 3]) {
    const { row, found } = await foundAt(number);
    if (found.kind !== 'proof') throw new Error(found.kind);
    const proof = readProof(JSON.parse(JSON.stringify(found.proof)));
    expect(verifyProof(proof)).toEqual({ kind: 'holds', hash: row.hash });
    expect(JSON.stringify(proof)).not.toContain('of-another-person');
    expect(proof.following).toHaveLength(5 - number);
  }
});

it('has no proof before a checkpoint, nor of a text that names an official', async () => {
  await shipped([
    record(lin),
    record(lin, { caller: 'operator', official: 'one', officialAgency: 'finance' }),
  ]);
  expect((await foundAt(2)).found).toEqual({ kind: 'withheld' });
  await identity.owner.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await transaction.deleteFrom('access_checkpoint').execute();
  });
  expect((await foundAt(1)).found).toEqual({ kind: 'unsigned' });
});

it.each([
  [
    'altered',
    'the record is stored otherwise than it was written',
    sql`update access_record set app = 'other' where number = 1`,
  ],
  [
    'impossible',
    'a later entry was written by an earlier version',
    sql`update access_record set digest = null where number = 2`,
  ],
  ['altered', 'a later entry is missing', sql`delete from access_record where number = 2`],
])('is %s, without a proof, if %s', async (kind, _why, change) => {
  await shipped([record(lin), record(other)]);
  await identity.owner.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction);
    await change.execute(transaction);
  });
  expect((await foundAt(1)).found).toEqual({ kind });
});
