import { codesOf, collect, eventually, protocols, type Received } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import type { HeldStream, TestGateway } from '../../../test/fixtures/gateway.ts';
import { startPersonalGraph } from '../../../test/fixtures/personal-graph.ts';

const query = 'subscription { personChanged(id: "1") { name diary } }';
const row = (diary: string | null) => ({ __typename: 'Person', id: '1', name: 'One', diary });

async function subscribe(graph: TestGateway, token: string): Promise<AsyncIterableIterator<Received>> {
  const { url } = await graph.gateway.listen();
  return protocols.sse(`${url}/graphql`, token).subscribe(query);
}

const held = ({ streams }: TestGateway): Promise<HeldStream> =>
  eventually(() => {
    expect(streams).toHaveLength(1);
    return streams[0]!;
  });

test('each event with personal data is recorded before it is sent, and no other', async () => {
  const personal = await startPersonalGraph();
  const results = await subscribe(personal.graph, await personal.token());
  const first = results.next();
  const stream = await held(personal.graph);
  stream.next(row('one'));
  expect((await first).value).toEqual({ data: { personChanged: { name: 'One', diary: 'one' } } });
  expect(personal.records()).toMatchObject([{ fields: { people: ['Person.diary'] }, consent: 'consent-1' }]);
  stream.next(row(null));
  await results.next();
  expect(personal.records()).toHaveLength(1);
  stream.next(row('two'));
  await results.next();
  const records = personal.records();
  expect(records).toHaveLength(2);
  expect(new Set(records.map(({ requestId }) => requestId)).size).toBe(2);
  stream.complete();
  await collect(results);
  await personal.close();
});

test('without a journal no event is sent', async () => {
  const personal = await startPersonalGraph({
    audit: { folder: '/dev/null/journal', checkpoints: '/dev/null/x' },
  });
  const end = collect(await subscribe(personal.graph, await personal.token()));
  const stream = await held(personal.graph);
  stream.next(row('one'));
  expect(codesOf(await end)).toEqual(['ACCESS_NOT_RECORDED']);
  await eventually(() => expect(stream.isOpen).toBe(false));
  await personal.close();
});
