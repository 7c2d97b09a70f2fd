import { entryText, genesisOf, type Link, nextLink, signCheckpoint } from '@civic-graph/audit';
import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { emptyAccessLog } from './empty-access-log.fixture.ts';
import { note, record, send, signingKey } from './gateway-journal.fixture.ts';

/* Batches that repeat entries which are stored here. */

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());
beforeEach(() => emptyAccessLog(identity.owner));

/** A record, a note and another record, with the link after each. */
function entries(): { readonly lines: string[]; readonly links: Link[] } {
  let link = genesisOf('gateway');
  const own = record(personas.lin.citizenKey);
  const made = [own, note, own].map((entry) => {
    const next = nextLink(link, entryText(entry));
    link = next.link;
    return next;
  });
  return { lines: made.map(({ line }) => line), links: made.map((each) => each.link) };
}

it.each([1, 2])('accepts stored entries again, up to entry %i', async (count) => {
  const { lines } = entries();
  expect(await send(identity.subgraph, lines)).toMatchObject({ status: 200, count: 3 });
  expect(await send(identity.subgraph, lines.slice(0, count))).toMatchObject({ status: 200, count: 3 });
});

it.each([1, 2])('refuses a checkpoint that contradicts stored entry %i', async (count) => {
  const { lines, links } = entries();
  expect(await send(identity.subgraph, lines)).toMatchObject({ status: 200 });
  const at = new Date('2026-11-25T08:01:00Z');
  const seal = (head: string) =>
    send(identity.subgraph, [], { checkpoint: signCheckpoint('gateway', { count, head }, at, signingKey) });
  expect(await seal(links[2]!.head)).toMatchObject({ status: 400 });
  expect(await seal(links[count - 1]!.head)).toMatchObject({ status: 200 });
});
