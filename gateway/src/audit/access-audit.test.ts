import {
  openJournalFolder,
  readCheckpoints,
  readPublicKey,
  subjectHasher,
  verifyChain,
} from '@civic-graph/audit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PersonalGraph, startPersonalGraph } from '../../test/fixtures/personal-graph.ts';

const diary = '{ person(id: "1") { name diary } }';

describe('a gateway with a journal', () => {
  let personal: PersonalGraph;
  beforeAll(async () => {
    personal = await startPersonalGraph();
  });
  afterAll(() => personal.close());

  const recorded = async (ask: () => Promise<unknown>) => {
    const before = personal.records().length;
    await ask();
    return personal.records().slice(before);
  };

  test('records which fields were disclosed, about whom and why, on both paths', async () => {
    const token = await personal.token();
    const hashSubject = subjectHasher(personal.graph.issuer.citizenKeySecret);
    for (const lane of ['slow', 'fast']) {
      const records = await recorded(async () => {
        const { json } = await personal.graph.ask(diary, { token });
        expect(json.data.person?.diary).toBe('dear diary');
      });
      expect(records, lane).toEqual([
        {
          kind: 'access',
          time: expect.any(String),
          app: 'wechat-city',
          caller: 'citizen',
          official: null,
          officialAgency: null,
          subject: hashSubject('CTZ-1'),
          purpose: 'city-services',
          consent: 'consent-1',
          scopes: ['diary'],
          fields: { people: ['Person.diary'] },
          requestId: expect.any(String),
          result: 'complete',
        },
      ]);
    }
    const metrics = await personal.graph.gateway.metrics();
    expect(metrics).toMatch(/civic_gateway_access_records_total 2/);
    expect(metrics).toMatch(/civic_gateway_request_seconds_count\{lane="fast",status="200"\} 1/);
  });

  test('tells the caller beside the answer what was recorded, without the person', async () => {
    const token = await personal.token();
    const extensions = { accessRecords: true };
    const [record] = await recorded(async () => {
      const { json, text } = await personal.graph.ask(diary, { token, extensions });
      expect(json.extensions.accessRecords).toEqual([
        {
          requestId: expect.any(String),
          caller: 'citizen',
          app: 'wechat-city',
          officialAgency: null,
          purpose: 'city-services',
          fields: { people: ['Person.diary'] },
          scopes: ['diary'],
          result: 'complete',
        },
      ]);
      expect(text).not.toContain(subjectHasher(personal.graph.issuer.citizenKeySecret)('CTZ-1'));
    });
    expect(record?.fields).toEqual({ people: ['Person.diary'] });
    const unrecorded = await personal.graph.ask(diary, { extensions });
    expect(unrecorded.json.extensions.accessRecords).toEqual([]);
    expect((await personal.graph.ask(diary, { token })).json).not.toHaveProperty('extensions');
  });

  test('records nothing if a field was denied, null, excluded or public', async () => {
    const token = await personal.token();
    const ask = personal.graph.ask;
    expect(await recorded(() => ask(diary))).toEqual([]);
    expect(await recorded(() => ask('{ person(id: "77") { diary } }', { token }))).toEqual([]);
    expect(await recorded(() => ask('{ person(id: "1") { name visits { at } } }', { token }))).toEqual([]);
    const optional = 'query ($with: Boolean!) { person(id: "1") { name diary @include(if: $with) } }';
    expect(await recorded(() => ask(optional, { token, variables: { with: false } }))).toEqual([]);
    expect(await recorded(() => ask(optional, { token, variables: { with: true } }))).toHaveLength(1);
  });

  test('counts a field behind an alias, a fragment or an interface', async () => {
    const token = await personal.token();
    for (const query of [
      '{ p: person(id: "1") { note: diary } }',
      '{ agents { ... on Person { ...D } } } fragment D on Person { friend { friends { diary } } }',
      '{ search { ... on Person { x: diary } ... on Company { x: name } } }',
    ]) {
      const records = await recorded(() => personal.graph.ask(query, { token }));
      expect(
        records.map(({ fields }) => fields),
        query,
      ).toEqual([{ people: ['Person.diary'] }]);
    }
  });

  test('records that the answer had errors beside the data', async () => {
    const token = await personal.token();
    const [record] = await recorded(() =>
      personal.graph.ask('{ person(id: "1") { diary broken } }', { token }),
    );
    expect(record).toMatchObject({ result: 'partial', fields: { people: ['Person.diary'] } });
  });

  test('has a record for each request, even if several share one answer', async () => {
    const token = await personal.token('CTZ-2');
    const waiting: (() => void)[] = [];
    personal.graph.behave('people', (response) => {
      waiting.push(() => {
        response.setHeader('content-type', 'application/json');
        response.end('{"data":{"person":{"name":"Ada","diary":"mine"}}}');
      });
    });
    const records = await recorded(async () => {
      const asked = [1, 2, 3].map(() => personal.graph.ask(diary, { token }));
      await expect.poll(() => waiting.length).toBe(1);
      waiting[0]?.();
      for (const { json } of await Promise.all(asked)) expect(json.data.person?.diary).toBe('mine');
      expect(waiting).toHaveLength(1);
    });
    personal.graph.behave('people', null);
    expect(new Set(records.map(({ requestId }) => requestId)).size).toBe(3);
  });
});

test('the chain of a gateway continues after a restart, and its checkpoints hold in both places', async () => {
  const first = await startPersonalGraph();
  await first.graph.ask(diary, { token: await first.token() });
  await first.graph.gateway.close();
  const audit = { folder: first.folder, checkpoints: first.checkpoints };
  const second = await startPersonalGraph({ audit });
  await second.graph.ask(diary, { token: await second.token() });
  await second.graph.gateway.close();
  const journal = openJournalFolder(first.folder)!;
  for (const place of [first.folder, first.checkpoints]) {
    const checkpoints = readCheckpoints(place, journal.chain);
    expect(checkpoints.lines.map(({ count }) => count)).toEqual([1, 2]);
    const key = readPublicKey(place, journal.chain)!;
    const vouchers = { checkpoints: checkpoints.lines, publicKey: key, witness: null };
    expect(verifyChain({ chain: journal.chain, first: 1, lines: journal.lines() }, vouchers)).toMatchObject({
      kind: 'whole',
      pruned: 0,
      count: 2,
      sealed: 2,
    });
  }
  await second.close();
  await first.close();
});

test('each minute with records gets a signed checkpoint, published to the second place', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const personal = await startPersonalGraph();
  try {
    const token = await personal.token();
    const sealed = () => {
      const chain = openJournalFolder(personal.folder)!.chain;
      return [personal.folder, personal.checkpoints].map((place) =>
        readCheckpoints(place, chain).lines.map(({ count }) => count),
      );
    };
    for (const [asked, counts] of [
      [2, [2]],
      [0, [2]],
      [1, [2, 3]],
    ] as const) {
      for (let times = 0; times < asked; times++) await personal.graph.ask(diary, { token });
      vi.advanceTimersByTime(60_000);
      // Written beside the event loop.
      await expect.poll(sealed).toEqual([counts, counts]);
    }
  } finally {
    await personal.close();
    vi.useRealTimers();
  }
});

test('two gateways do not write one journal', async () => {
  const first = await startPersonalGraph();
  const second = await startPersonalGraph({
    audit: { folder: first.folder, checkpoints: first.checkpoints },
  });
  expect((await second.graph.ask(diary, { token: await second.token() })).status).toBe(503);
  await second.close();
  expect((await first.graph.ask(diary, { token: await first.token() })).status).toBe(200);
  await first.close();
});

test('a gateway that failed to start releases its journal', async () => {
  const first = await startPersonalGraph();
  await first.graph.gateway.close();
  const audit = { folder: first.folder, checkpoints: first.checkpoints };
  const supergraph = { kind: 'file', path: '/dev/null' } as const;
  await expect(startPersonalGraph({ audit, supergraph })).rejects.toThrow();
  const next = await startPersonalGraph({ audit });
  expect((await next.graph.ask(diary, { token: await next.token() })).status).toBe(200);
  await next.close();
  await first.close();
});

test('without a journal personal data is refused before it is fetched, and public data is served', async () => {
  // No folder can be made below a file.
  const personal = await startPersonalGraph({
    audit: { folder: '/dev/null/journal', checkpoints: '/dev/null/x' },
  });
  const { ask, calls } = personal.graph;
  const token = await personal.token();
  for (const lane of ['slow', 'fast']) {
    const { status, json, headers } = await ask(diary, { token });
    expect([status, headers['retry-after']], lane).toEqual([503, '5']);
    expect(json.errors).toMatchObject([{ extensions: { code: 'ACCESS_NOT_RECORDED' } }]);
    expect(json.data).toBeUndefined();
    expect(calls).toHaveLength(0);
  }
  expect((await ask('{ person(id: "1") { name } }', { token })).json.data).toEqual({
    person: { name: 'Person 1' },
  });
  await personal.close();
});
