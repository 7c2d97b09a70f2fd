import { openJournalFolder, readJournal } from '@civic-graph/audit';
import { eventually, testSecrets } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NewsService, startNewsService } from '../../test/fixtures/feed-service.ts';
import { type PersonalGraph, startPersonalGraph } from '../../test/fixtures/personal-graph.ts';
import { RevocationNotes } from './revocation-notes.ts';

let service: NewsService;
let personal: PersonalGraph;
beforeAll(async () => {
  service = await startNewsService();
  const revocation = { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 };
  personal = await startPersonalGraph({ revocation });
});
afterAll(async () => {
  await personal.close();
  service.close();
});

it('a gateway notes revocations in its journal, each once, between the access records', async () => {
  service.revoke('consent', 'consent-9');
  service.revoke('grant', 'grant-9');
  service.replaceCredentials('app-9');
  await eventually(() => expect(noted().revocations).toHaveLength(3));
  expect(noted().revocations).toEqual([
    { kind: 'consent', id: 'consent-9', number: 1, time: expect.any(String) },
    { kind: 'grant', id: 'grant-9', number: 1, time: expect.any(String) },
    { kind: 'credentials', id: 'app-9', number: expect.any(Number), time: expect.any(String) },
  ]);
  await personal.graph.ask('{ person(id: "1") { diary } }', { token: await personal.token() });
  expect(noted()).toMatchObject({ brokenAt: null, first: 1 });
  expect([...noted().consents.keys()]).toEqual(['consent-1']);
});

function noted() {
  return readJournal(openJournalFolder(personal.folder)!);
}

it('what cannot be written is written later', async () => {
  const notes = new RevocationNotes(() => '2026-11-25T08:00:00.000Z');
  const texts: string[] = [];
  let isFull = true;
  const journal = {
    async appendNote(text: string) {
      if (isFull) throw new Error('ENOSPC');
      texts.push(text);
    },
  };
  notes.add([{ kind: 'consent', id: 'one', expiresAt: 1 }]);
  await notes.write(journal);
  notes.add([
    { kind: 'consent', id: 'one', expiresAt: 1 },
    { kind: 'client', id: 'two', expiresAt: 1 },
  ]);
  isFull = false;
  await notes.write(journal);
  await notes.write(journal);
  expect(texts.map((text) => JSON.parse(text).revocations)).toEqual([
    [
      { kind: 'consent', id: 'one' },
      { kind: 'client', id: 'two' },
    ],
  ]);
});

it('an app that is revoked a second time is noted again, for a backup from between', async () => {
  const notes = new RevocationNotes(() => '2026-11-25T08:00:00.000Z');
  const texts: string[] = [];
  const journal = { appendNote: async (text: string) => void texts.push(text) };
  for (const expiresAt of [1, 1, 2]) notes.add([{ kind: 'client', id: 'app', expiresAt }]);
  await notes.write(journal);
  expect(JSON.parse(texts.join('')).revocations).toEqual([
    { kind: 'client', id: 'app' },
    { kind: 'client', id: 'app' },
  ]);
});
