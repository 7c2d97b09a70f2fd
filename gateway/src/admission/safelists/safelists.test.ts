import { createHash } from 'node:crypto';
import { composeSupergraph } from '@civic-graph/supergraph';
import { eventually, personas, testSecrets } from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subgraphs } from '../../../test/fixtures/create-engine.ts';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import { startTestGateway, type TestGateway } from '../../../test/fixtures/gateway.ts';
import type { GatewayConfig } from '../../config/config.ts';
import { ownSubgraph } from '../../supergraph/own-subgraph/own-subgraph.ts';

const listed = '{ people { id name } }';
const other = '{ people { id } }';
const app = 'wechat-city';

let service: NewsService;
let graph: TestGateway;
let token: string;

async function start(safelistMode: GatewayConfig['safelistMode']): Promise<void> {
  service = await startNewsService();
  service.safelist(app, [listed]);
  graph = await startTestGateway({
    safelistMode,
    revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 5_000 },
  });
  token = await graph.issuer.mint(personas.lin);
}
async function stop(): Promise<void> {
  await graph?.close();
  service?.close();
}

type Reply = Awaited<ReturnType<TestGateway['ask']>>;
const codeOf = ({ json }: Reply) => json.errors?.[0]?.extensions.code;
const refused = 'OPERATION_NOT_SAFELISTED';

async function codeFor(query: string, by: string | undefined = token): Promise<unknown> {
  return codeOf(await graph.ask(query, by === undefined ? {} : { token: by }));
}

function get(query: Readonly<Record<string, string>>): Promise<Reply> {
  return graph.send({
    method: 'GET',
    url: `/graphql?${new URLSearchParams(query)}`,
    headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
  });
}

async function untilCode(query: string, code: unknown): Promise<void> {
  await eventually(async () => expect(await codeFor(query)).toBe(code));
}

describe('enforced safelists', () => {
  beforeAll(() => start('enforce'));
  afterAll(stop);
  beforeEach(async () => {
    service.safelist(app, [listed]);
    await untilCode(listed, undefined);
    await untilCode(other, refused);
  });

  it('an approved operation is still subject to the limits', async () => {
    const large = `{ people ${'{ friend '.repeat(12)}{ id }${' }'.repeat(12)} }`;
    service.safelist(app, [listed, large]);
    await untilCode(large, 'OPERATION_LIMIT_EXCEEDED');
    expect(await codeFor(large)).toBe('OPERATION_LIMIT_EXCEEDED');
    const hash = createHash('sha256').update(large).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    expect(codeOf(await graph.ask(large, { token, extensions }))).toBe('OPERATION_LIMIT_EXCEEDED');
  });

  it('an app runs its approved operations in any formatting, and learns how to get others approved', async () => {
    for (const text of [listed, 'query { people {\n  id, name # who\n} }']) {
      for (const _lane of [1, 2]) expect(await codeFor(text)).toBeUndefined();
    }
    const calls = graph.calls.length;
    for (const _lane of [1, 2]) {
      const { status, json } = await graph.ask(other, { token });
      expect([status, json]).toEqual([
        403,
        {
          errors: [
            { message: expect.stringContaining('approved'), extensions: { clientId: app, code: refused } },
          ],
        },
      ]);
    }
    expect(graph.calls.length).toBe(calls);
  });

  it('an operation is refused although others have run it and its plan is cached', async () => {
    const free = '{ people { name } }';
    for (const _lane of [1, 2]) expect((await graph.ask(free)).json.errors).toBeUndefined();
    expect(await codeFor(free)).toBe(refused);
    const developer = await graph.issuer.mint(personas.developer);
    const official = await graph.issuer.mint(personas['operator-transport']);
    const machine = { agency: 'transport', subgraph: 'transport', registeredBy: 'somebody' };
    const program = await graph.issuer.mint({
      ...{ kind: 'app', clientId: 'ci-transport-1', scopes: [], purpose: null },
      ...{ machine, roles: ['subgraph-publisher'] },
    });
    for (const person of [developer, official, program]) expect(await codeFor(free, person)).toBeUndefined();
  });

  it('by GET, by the hash of a text, and by one name of several in a document', async () => {
    expect(codeOf(await get({ query: listed }))).toBeUndefined();
    expect(codeOf(await get({ query: other }))).toBe(refused);
    const hashed = (text: string) => ({
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
    });
    for (const [text, code] of [
      [listed, undefined],
      [other, refused],
    ] as const) {
      expect(codeOf(await graph.ask(text, { token, extensions: hashed(text) }))).toBe(code);
      expect(codeOf(await get({ extensions: JSON.stringify(hashed(text)) }))).toBe(code);
    }
    const two = 'query A { people { id name } } query B { people { id } }';
    service.safelist(app, ['query A { people { name: name id } }', 'query A { people { id name } }']);
    await eventually(async () =>
      expect(codeOf(await graph.ask(two, { token, operationName: 'A' }))).toBeUndefined(),
    );
    expect(codeOf(await graph.ask(two, { token, operationName: 'B' }))).toBe(refused);
  });

  it('by the hash alone, even if nobody has sent its text', async () => {
    const byHash = (text: string) => ({
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
    });
    const send = (text: string, by: string | null = token) =>
      graph.send({
        headers: {
          'content-type': 'application/json',
          ...(by !== null && { authorization: `Bearer ${by}` }),
        },
        payload: JSON.stringify({ extensions: byHash(text) }),
      });
    const unsent = '{ people { id name friend { id } } }';
    // Another app's approval says nothing about this one.
    service.safelist('weibo-city', [unsent]);
    service.safelist(app, [listed, other]);
    await untilCode(other, undefined);
    expect(codeOf(await send(unsent))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(codeOf(await send(unsent, null))).toBe('PERSISTED_QUERY_NOT_FOUND');

    service.safelist(app, [listed, unsent]);
    await eventually(async () => expect((await send(unsent)).json.data?.people).toHaveLength(3));
    // Once more, on the fast path.
    expect((await send(unsent)).json.data.people).toHaveLength(3);
    const asked = service.paths.filter((path) => path.startsWith('/safelists'));
    expect((await send('{ people { friend { name } } }')).status).toBe(200);
    expect(service.paths.filter((path) => path.startsWith('/safelists'))).toEqual(asked);
  });

  it('by the hash alone, unless the list is unavailable', async () => {
    const unsent = '{ people { name friend { id } } }';
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(unsent).digest('hex') },
    };
    service.answerSafelist = (response) => void response.writeHead(500).end();
    service.safelist(app, [unsent]);
    await untilCode(listed, 'SAFELIST_UNAVAILABLE');
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await graph.send({ headers, payload: JSON.stringify({ extensions }) });
    expect([answer.status, codeOf(answer)]).toEqual([503, 'SAFELIST_UNAVAILABLE']);
    service.answerSafelist = null;
  });

  it('as events', async () => {
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    };
    const events = (query: string) => graph.send({ headers, payload: JSON.stringify({ query }) });
    expect((await events(listed)).text).toContain('event: next');
    expect((await events(other)).text).toContain(refused);
  });

  it('and still after another supergraph is loaded', async () => {
    expect(await codeFor(listed)).toBeUndefined();
    const before = graph.log.length;
    await graph.replaceSupergraph(composeSupergraph([...subgraphs, ownSubgraph]));
    await eventually(() => expect(graph.log.slice(before).join('')).toContain('supergraph changed'));
    expect(await codeFor(listed)).toBeUndefined();
    expect(await codeFor(other)).toBe(refused);
  });

  it('applies a change of the list', async () => {
    service.safelist(app, [other]);
    await untilCode(other, undefined);
    expect(await codeFor(listed)).toBe(refused);
  });

  it('an app without a list may run nothing', async () => {
    expect(await codeFor(listed, await graph.issuer.mint(personas['weibo-city']))).toBe(refused);
  });

  it('refuses everything while the list is unavailable', async () => {
    service.answerSafelist = (response) => void response.writeHead(500).end();
    service.safelist(app, [listed]);
    await untilCode(listed, 'SAFELIST_UNAVAILABLE');
    expect((await graph.ask(listed, { token })).status).toBe(503);
    expect((await graph.ask(listed)).status).toBe(200);
    service.answerSafelist = null;
    await untilCode(listed, undefined);
  });

  it('an invalid answer counts as no list', async () => {
    for (const body of [
      '{"operations":[{"text":"{"}]}',
      '{"operations":[{"text":"fragment A on B { c }"}]}',
      '{}',
    ]) {
      service.answerSafelist = (response) => void response.end(body);
      service.safelist(app, [listed]);
      await untilCode(listed, 'SAFELIST_UNAVAILABLE');
    }
    service.answerSafelist = null;
  });
});

describe('logged safelists', () => {
  beforeAll(() => start('log'));
  afterAll(stop);

  it('everything runs, and an unlisted operation is logged once', async () => {
    for (let count = 0; count < 3; count++) {
      expect(await codeFor(other)).toBeUndefined();
      expect(await codeFor(listed)).toBeUndefined();
    }
    await eventually(() => {
      const lines = graph.log.filter((line) => line.includes('outside its safelist'));
      expect(lines.map((line) => JSON.parse(line).clientId)).toEqual([app]);
    });
    expect(await graph.gateway.metrics()).toContain('civic_gateway_unlisted_operations_total 1');
  });
});

describe('without safelists', () => {
  beforeAll(() => start('off'));
  afterAll(stop);

  it('an app with an enforced list is still refused once that is known, unlike other apps', async () => {
    expect(await codeFor(other)).toBeUndefined();
    expect(service.paths.filter((path) => path.startsWith('/safelists'))).toEqual([]);
    service.safelist(app, [listed], true);
    await untilCode(other, refused);
    expect(await codeFor(listed)).toBeUndefined();
    expect(await codeFor(other, await graph.issuer.mint(personas['weibo-city']))).toBeUndefined();
    service.safelist(app, [listed], false);
    await untilCode(other, undefined);
  });

  it('a token that names a list unknown to the gateway runs only what that list has', async () => {
    service.safelist(app, [listed]);
    await service.learnt();
    // The gateway has fetched the list before it changes, and the feed does not report the change.
    await get({ extensions: JSON.stringify({ persistedQuery: persisted(other) }) });
    expect(service.paths.at(-1)).toBe(`/safelists/${app}`);
    const { version } = service;
    let unanswered = 0;
    service.answer = (response) => {
      unanswered += 1;
      response.writeHead(503).end();
    };
    await eventually(() => expect(unanswered).toBeGreaterThan(0));
    service.safelist(app, [other], true);
    const issued = await graph.issuer.mint(personas.lin, { claims: { safelist: version + 1 } });
    expect(await codeFor(listed, issued)).toBe(refused);
    expect(await codeFor(other, issued)).toBeUndefined();
    service.answerSafelist = (response) => response.writeHead(503).end();
    const later = await graph.issuer.mint(personas.lin, { claims: { safelist: version + 2 } });
    expect(await codeFor(other, later)).toBe('SAFELIST_UNAVAILABLE');
    service.answerSafelist = null;
    // Earlier tokens keep their rights, and the feed decides in the end.
    expect(await codeFor(listed)).toBeUndefined();
    service.answer = null;
    service.safelist(app, [other], false);
    await service.learnt();
    expect(await codeFor(listed, issued)).toBeUndefined();
  });
});

function persisted(text: string) {
  return { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };
}
