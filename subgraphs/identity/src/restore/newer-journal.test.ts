import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryText, journalBatchType, localDisk, readJournals, verifyFolders } from '@civic-graph/audit';
import { type OpenedJournal, openJournal } from '@civic-graph/audit/writer';
import { readMark } from '@civic-graph/subgraph-kit';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { createRequestSigner } from '@civic-graph/tokens';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { record } from '../access-log/gateway-journal.fixture.ts';
import { finishIdentity, identityLosses } from '../commands/restore.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { createIdentitySubgraph, type IdentitySubgraph } from '../subgraph.ts';
import { copyDatabase } from './copy-database.fixture.ts';

/* A gateway's journal goes on while the database of identity is set back to an older one. */

const sign = createRequestSigner({ secret: testSecrets.subgraph, keyId: 'identity' });
const logger = { info() {}, warn() {}, error() {} };
let folder: string;
let identity: IdentityDeployment;
let restored: IdentitySubgraph | null = null;
let opened: OpenedJournal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-newer-'));
  identity = await startIdentity({
    databaseMarks: join(folder, 'marks'),
    demo: { testLogin: false, personaTokens: false, syntheticCitizens: false, sandboxTokens: false },
  });
  opened = await openJournal(
    { folder: join(folder, 'audit', 'gateway-4000'), checkpoints: join(folder, 'audit', 'checkpoints') },
    {
      ...{ disk: localDisk, clock: () => new Date(), logger, isMoreComing: () => false },
      receiver: {
        async send(body) {
          const path = '/access-records';
          const { anonymous: principal } = personas;
          const signed = sign({ method: 'POST', path, body, principal, requestId: 'journal' });
          const headers = { ...signed, 'content-type': journalBatchType };
          const response = await fetch(identity.url + path, {
            method: 'POST',
            headers,
            body: new Uint8Array(body),
            redirect: 'error',
          });
          if (!response.ok) throw new Error(await response.text());
          return response.json();
        },
      },
    },
  );
}, 60_000);
afterAll(async () => {
  await opened.close();
  await restored?.close();
  await identity.stop();
  await rm(folder, { recursive: true });
});

const append = (...ids: string[]) =>
  opened.journal.append(ids.map((requestId) => entryText(record('CTZ-1', { requestId }))));
const shipped = (count: number) => eventually(() => expect(opened.shipping?.shipped()).toBe(count));

it('the restored database is refused, then receives the missing records, and the journal is whole', async () => {
  await append('one', 'two');
  await shipped(2);
  const config = await copyDatabase(identity);
  await append('three');
  await opened.journal.appendNote(
    entryText({
      ...{ kind: 'note', time: new Date().toISOString(), event: 'revoked' },
      revocations: [{ kind: 'grant', id: 'ended' }],
    }),
  );
  await shipped(4);
  await identity.subgraph.close();

  const { databaseOwnerUrl: ownerUrl } = config;
  await expect(createIdentitySubgraph(config)).rejects.toThrow(/^DATABASE_RESTORED: /);

  const journals = readJournals([folder]);
  expect(await identityLosses(ownerUrl, journals)).toMatchObject({
    records: [{ chain: journals[0]?.chain, again: 2, lost: 0 }],
  });
  const remembered = await readMark(join(folder, 'marks'), 'identity');
  await finishIdentity({ ownerUrl, journals, remembered, now: new Date() });
  restored = await createIdentitySubgraph(config);
  await restored.listen({ host: '127.0.0.1', port: Number(new URL(identity.url).port) });
  await append('four');
  await shipped(5);
  const verified = await verifyFolders({
    ...{ folders: [folder], chains: [], witness: identity.url, now: new Date(), fetch },
  });
  expect(verified).toMatchObject({ outcome: 'whole' });
}, 60_000);
