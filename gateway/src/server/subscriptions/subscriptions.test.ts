import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  codesOf,
  collect,
  eventually,
  type Protocol,
  personas,
  protocols,
  type Subscriber,
  testSecrets,
} from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NewsService, startNewsService } from '../../../test/fixtures/feed-service.ts';
import {
  type HeldStream,
  startTestGateway,
  type TestGateway,
  testSubscriptions,
  testSupergraph,
} from '../../../test/fixtures/gateway.ts';
import type { Switch } from '../../admission/kill-switches/switch.ts';
import type { GatewayConfig } from '../../config/config.ts';

const person =
  'subscription ($id: ID!) { changed: personChanged(id: $id) { name visits(limit: 1) { place { title } } } }';
const ticks = 'subscription { ticks }';
const row = (name: string) => ({ __typename: 'Person', id: '1', name });

const switchOf = (coordinate: string): Switch => ({
  id: randomUUID(),
  agency: null,
  subgraph: null,
  coordinate,
  clientId: null,
  notice: 'Being fixed.',
  since: new Date().toISOString(),
});

describe.each(Object.keys(protocols) as Protocol[])('over %s', (protocol) => {
  let service: NewsService;
  let shared: TestGateway;
  let sharedUrl: string;
  let graph: TestGateway;
  let url: string;
  let subscribers: Subscriber[];
  let token: string;
  let consentId: string;

  const newGraph = (changes: Partial<GatewayConfig>) =>
    startTestGateway({
      revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 60_000 },
      ...changes,
    });
  beforeAll(async () => {
    service = await startNewsService();
    shared = await newGraph({});
    sharedUrl = (await shared.gateway.listen()).url;
  });
  afterAll(async () => {
    await shared.close();
    service.close();
  });

  /** One gateway serves all tests that change nothing about it. */
  async function start(changes?: Partial<GatewayConfig>): Promise<void> {
    graph = changes ? await newGraph(changes) : shared;
    url = `${changes ? (await graph.gateway.listen()).url : sharedUrl}/graphql`;
    consentId = randomUUID();
    token = await graph.issuer.mint({ ...personas.lin, scopes: ['diary'], consentId });
  }
  beforeEach(() => {
    subscribers = [];
    shared.streams.splice(0);
    shared.calls.splice(0);
  });
  afterEach(async () => {
    for (const subscriber of subscribers) subscriber.dispose();
    if (graph !== shared) return graph.close();
    graph.behave('people', null);
    // One test's switches and safelists must not affect the next.
    await service.learnt();
    await allClosed();
  });

  function subscribe(query: string, variables?: Record<string, unknown>, as: string | null = null) {
    const subscriber = protocols[protocol](url, as);
    subscribers.push(subscriber);
    return subscriber.subscribe(query, variables);
  }

  /** The stream to the subgraph that the latest subscription has opened. */
  const streamNumber = (number: number): Promise<HeldStream> =>
    eventually(() => {
      const stream = graph.streams[number - 1];
      if (!stream) throw new Error('no stream yet');
      return stream;
    });
  const open = async () => (/subscriptions_open (\d+)/.exec(await graph.gateway.metrics()) ?? [])[1];
  const allClosed = () => eventually(async () => expect(await open()).toBe('0'));

  it.each(['rust', 'apollo'] as const)(
    'completes each event with fields of other agencies, planned by the %s planner',
    async (planner) => {
      await start(planner === 'rust' ? undefined : { planner });
      const results = subscribe(person, { id: '1' }, token);
      const first = results.next();
      const stream = await streamNumber(1);
      stream.next(row('One'));
      const visits = [{ place: { title: 'The park' } }];
      expect((await first).value).toEqual({ data: { changed: { name: 'One', visits } } });
      stream.next(row('Two'));
      expect((await results.next()).value).toEqual({ data: { changed: { name: 'Two', visits } } });
      stream.next(null);
      stream.complete();
      expect(await collect(results)).toEqual([{ data: { changed: null } }]);
      await allClosed();
      expect(await graph.gateway.metrics()).toMatch(/subscriptions_ended_total\{code="complete"\} [1-9]/);
    },
  );

  it('reads again at each event: a read in flight may be from before it', async () => {
    await start();
    const results = subscribe(person, { id: '1' }, token);
    const event = results.next();
    const stream = await streamNumber(1);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    graph.behave('places', async (response) => {
      await held;
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"_entities":[{"visits":[{"place":{"title":"Before"}}]}]}}');
    });
    const query = `query${person.slice('subscription'.length).replace('personChanged', 'person')}`;
    const before = graph.ask(query, { variables: { id: '1' }, token });
    await eventually(() => expect(graph.calls.at(-1)?.subgraph).toBe('places'));
    const read = graph.calls.at(-1)?.body.toString();
    graph.behave('places', null);
    stream.next(row('One'));
    const visits = [{ place: { title: 'The park' } }];
    expect((await event).value).toEqual({ data: { changed: { name: 'One', visits } } });
    // The very read that it could have joined.
    expect(graph.calls.at(-1)?.body.toString()).toBe(read);
    release();
    expect((await before).json.data.changed?.visits).toEqual([{ place: { title: 'Before' } }]);
  });

  it('calls the subgraph as for queries: signed, for this caller, without headers of the client’s request', async () => {
    await start();
    const guarded = 'subscription ($id: ID!) { personChanged(id: $id) { diary } }';
    void subscribe(guarded, { id: '1' }, token).next();
    const { call } = await streamNumber(1);
    expect(call.headers).toMatchObject({
      'signature-input': expect.stringContaining('keyid="people"'),
      accept: expect.stringContaining('text/event-stream'),
    });
    expect(call.headers).not.toHaveProperty('authorization');
    const principal = JSON.parse(
      Buffer.from(String(call.headers['civic-principal']), 'base64url').toString(),
    );
    expect(principal).toMatchObject({ kind: 'citizen', citizenKey: personas.lin.citizenKey });
    expect(JSON.parse(call.body.toString())).toEqual({
      query: expect.stringMatching(/^subscription/),
      variables: { id: '1' },
    });
  });

  it('answers a query or mutation with its one result', async () => {
    await start();
    expect(await collect(subscribe('{ person(id: "2") { name } }'))).toEqual([
      { data: { person: { name: 'Person 2' } } },
    ]);
    expect(await collect(subscribe('mutation { rename(id: "2", name: "New") { name } }'))).toEqual([
      { data: { rename: { name: 'New' } } },
    ]);
    await allClosed();
  });

  it('returns null and its error for a denied field at each event, and fetches none of it', async () => {
    await start();
    const results = subscribe('subscription { personChanged(id: "1") { name diary } }');
    const first = results.next();
    const stream = await streamNumber(1);
    expect(stream.call.body.toString()).not.toContain('diary');
    for (const next of [first, null]) {
      stream.next(row('One'));
      const { data, errors } = (await (next ?? results.next())).value;
      expect(data).toEqual({ personChanged: { name: 'One', diary: null } });
      expect(errors).toMatchObject([
        { path: ['personChanged', 'diary'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
      ]);
    }
  });

  it('refuses a subscription whose field is denied, and calls no subgraph', async () => {
    await start();
    const refused = await collect(subscribe('subscription { s: secretChanged { name } }', {}, token));
    expect(refused).toMatchObject([
      {
        errors: [
          { extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: 'Subscription.secretChanged' } },
        ],
      },
    ]);
    expect(graph.calls).toEqual([]);
    await allClosed();
  });

  const many = (count: number, of: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => of(at)).join(' ');
  it.each<[string, string, string]>([
    ['text that is not GraphQL', 'subscription { ticks', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields', 'subscription { a: ticks b: ticks }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a field that a variable decides about',
      'subscription ($a: Boolean!) { ticks @include(if: $a) }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['an excluded field', 'subscription { ticks @skip(if: true) }', 'BAD_USER_INPUT'],
    ['introspection', 'subscription { __schema { queryType { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', person, 'BAD_USER_INPUT'],
    [
      'an unknown operation name',
      'subscription A { ticks } subscription B { ticks }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      '30 levels',
      `subscription { personChanged(id: 1) ${'{ friend '.repeat(30)}{ id }${' }'.repeat(30)} }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      '300 brackets',
      `subscription { personChanged(id: ${'['.repeat(300)}${']'.repeat(300)}) { id } }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      '1,000 aliases',
      `subscription { personChanged(id: 1) { ${many(1_000, (at) => `a${at}: name`)} } }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      '20,000 tokens',
      `subscription { personChanged(id: 1) { ${many(20_000, () => 'name')} } }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    [
      'fragments that multiply',
      `subscription { personChanged(id: 1) { ...F0 } } ${many(24, (at) => `fragment F${at} on Person { ...F${at + 1} ...F${at + 1} }`)} fragment F24 on Person { id }`,
      'OPERATION_LIMIT_EXCEEDED',
    ],
  ])('refuses %s, the second time as well', async (_name, query, code) => {
    await start();
    for (let time = 0; time < 2; time++) expect(codesOf(await collect(subscribe(query)))).toEqual([code]);
    expect(graph.calls).toEqual([]);
  });

  it('masks an agency’s internal errors, and passes on those for the client', async () => {
    await start();
    const results = subscribe(ticks);
    const first = results.next();
    const stream = await streamNumber(1);
    stream.fail([{ message: 'SELECT 1', path: ['ticks'] }]);
    stream.fail([{ message: 'No.', extensions: { code: 'FORBIDDEN', sql: 'SELECT 1' } }]);
    stream.complete();
    const all = [(await first).value, ...(await collect(results))];
    expect(codesOf(all)).toEqual(['INTERNAL_SERVER_ERROR', 'FORBIDDEN']);
    expect(JSON.stringify(all)).not.toContain('SELECT');
  });

  it('shares one stream with equal subscriptions to public data', async () => {
    await start();
    const all = [subscribe(ticks), subscribe(ticks)];
    const first = all.map((results) => results.next());
    const stream = await streamNumber(1);
    stream.next(7);
    for (const { value } of await Promise.all(first)) expect(value).toEqual({ data: { ticks: 7 } });
    // A later one begins with the current state.
    const late = subscribe(ticks);
    expect((await late.next()).value).toEqual({ data: { ticks: 7 } });
    await all[0]!.return?.(undefined);
    const next = [all[1]!.next(), late.next()];
    stream.next(8);
    for (const { value } of await Promise.all(next)) expect(value).toEqual({ data: { ticks: 8 } });
    expect(graph.streams).toHaveLength(1);
    const ends = [collect(all[1]!), collect(late)];
    stream.complete();
    for (const results of await Promise.all(ends)) expect(codesOf(results)).toEqual([]);
  });

  it('delivers no event of a shared stream to a caller whose token was revoked, but to the others', async () => {
    await start({ subscriptions: { ...testSubscriptions, checkEveryMs: 60_000 } });
    const mine = subscribe(ticks, {}, token);
    const other = subscribe(ticks, {}, await graph.issuer.mint(personas.zhao));
    const first = [mine.next(), other.next()];
    const stream = await streamNumber(1);
    stream.next(1);
    for (const { value } of await Promise.all(first)) expect(value).toEqual({ data: { ticks: 1 } });
    service.revoke('consent', consentId);
    await eventually(async () => expect((await graph.ask('{ people { id } }', { token })).status).toBe(401));
    const [end, next] = [collect(mine), other.next()];
    stream.next(2);
    expect(codesOf(await end)).toEqual(['TOKEN_REVOKED']);
    expect((await next).value).toEqual({ data: { ticks: 2 } });
    expect(graph.streams).toHaveLength(1);
  });

  it('ends with TOKEN_REVOKED when the consent behind its token is revoked, silent or not', async () => {
    await start();
    const results = subscribe(person, { id: '1' }, token);
    const end = collect(results);
    const stream = await streamNumber(1);
    service.revoke('consent', consentId);
    expect(codesOf(await end)).toEqual(['TOKEN_REVOKED']);
    await eventually(() => expect(stream.isOpen).toBe(false));
    await allClosed();
  });

  it('delivers no event that comes after its token was revoked', async () => {
    await start({ subscriptions: { ...testSubscriptions, checkEveryMs: 60_000 } });
    const end = collect(subscribe(person, { id: '1' }, token));
    const stream = await streamNumber(1);
    service.revoke('consent', consentId);
    await eventually(async () => expect((await graph.ask('{ people { id } }', { token })).status).toBe(401));
    stream.next(row('late'));
    expect(codesOf(await end)).toEqual(['TOKEN_REVOKED']);
  });

  it('ends with UNAUTHENTICATED when its token has expired', async () => {
    await start();
    // A minute of clock skew is allowed.
    const exp = Math.floor(Date.now() / 1000) - 58;
    const short = await graph.issuer.mint(personas.lin, { claims: { exp } });
    const end = collect(subscribe(ticks, {}, short));
    const stream = await streamNumber(1);
    stream.next(1);
    expect(codesOf(await end)).toEqual([null, 'UNAUTHENTICATED']);
    await eventually(() => expect(stream.isOpen).toBe(false));
  });

  it('ends guarded subscriptions, and no public ones, while the revocation feed is down', async () => {
    await start({ revocation: { url: service.url, secret: testSecrets.subgraph, maxSilenceMs: 3_000 } });
    const guarded = collect(subscribe('subscription { personChanged(id: "1") { diary } }', {}, token));
    const open = subscribe(ticks, {}, token);
    const tick = open.next();
    const stream = await streamNumber(2);
    service.answer = (response) => response.writeHead(500).end();
    expect(codesOf(await guarded)).toEqual(['PERSONAL_DATA_WITHHELD']);
    service.answer = null;
    const held = graph.streams.find(({ call }) => call.body.toString().includes('ticks')) ?? stream;
    held.next(1);
    expect((await tick).value).toEqual({ data: { ticks: 1 } });
  });

  it('ends with SUBSCRIPTION_INTERRUPTED when the supergraph changes; the next one uses the new one', async () => {
    await start({});
    const end = collect(subscribe(ticks));
    await streamNumber(1);
    await graph.replaceSupergraph(
      testSupergraph.replace('ticks: Int!', 'more: Int @dataClass(class: C0) ticks: Int!'),
    );
    expect(codesOf(await end)).toEqual(['SUBSCRIPTION_INTERRUPTED']);
    void subscribe('subscription { more }').next();
    await streamNumber(2);
  });

  it('ends with SUBSCRIPTION_INTERRUPTED when one of its fields is switched off, and is refused with the notice then', async () => {
    await start();
    const end = collect(subscribe(person, { id: '1' }, token));
    const other = subscribe(ticks, {}, token);
    const tick = other.next();
    await streamNumber(2);
    service.switch([switchOf('Subscription.personChanged')]);
    expect(codesOf(await end)).toEqual(['SUBSCRIPTION_INTERRUPTED']);
    expect(codesOf(await collect(subscribe(person, { id: '1' }, token)))).toEqual(['SWITCHED_OFF']);
    service.switch([]);
    // Subscriptions without the field continue.
    graph.streams.find(({ call }) => call.body.includes('ticks'))!.next(1);
    expect((await tick).value).toEqual({ data: { ticks: 1 } });
  });

  it('ends with OPERATION_NOT_SAFELISTED when its app’s safelist is enforced without it, and is refused then', async () => {
    await start();
    const end = collect(subscribe(person, { id: '1' }, token));
    const other = subscribe(ticks, {}, token);
    const tick = other.next();
    await streamNumber(2);
    service.safelist('wechat-city', [ticks], true);
    expect(codesOf(await end)).toEqual(['OPERATION_NOT_SAFELISTED']);
    const again = await collect(subscribe(person, { id: '1' }, token));
    expect(codesOf(again)).toEqual(['OPERATION_NOT_SAFELISTED']);
    // Operations on its list continue.
    graph.streams.find(({ call }) => call.body.includes('ticks'))!.next(1);
    expect((await tick).value).toEqual({ data: { ticks: 1 } });
    service.safelist('wechat-city', [], false);
    await eventually(async () => {
      const query = '{ people { id } }';
      expect((await graph.ask(query, { token })).json.errors).toBeUndefined();
    });
  });

  it('is told to reconnect when the gateway stops, which accepts no new ones', async () => {
    await start({});
    const end = collect(subscribe(ticks));
    const stream = await streamNumber(1);
    const closed = graph.gateway.close();
    expect(codesOf(await end)).toEqual(['SUBSCRIPTION_INTERRUPTED']);
    await closed;
    await eventually(() => expect(stream.isOpen).toBe(false));
  });

  it('has limits per caller and for the gateway, and releases ended ones', async () => {
    await start();
    const settled = (count: number) => eventually(async () => expect(await open()).toBe(String(count)));
    const mine = Array.from({ length: 3 }, () => subscribe(ticks, {}, token));
    const pending = mine.map((each) => each.next());
    await settled(3);
    expect(codesOf(await collect(subscribe(ticks, {}, token)))).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    // Callers without a token get half of eight.
    for (let count = 0; count < 4; count++) void subscribe(ticks).next();
    await settled(7);
    expect(codesOf(await collect(subscribe(ticks)))).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    const other = await graph.issuer.mint(personas.zhao);
    void subscribe(ticks, {}, other).next();
    await settled(8);
    expect(codesOf(await collect(subscribe(ticks, {}, other)))).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    subscribers[0]?.dispose();
    await Promise.allSettled([pending[0]]);
    await eventually(async () => expect(await open()).toBe('7'));
    void subscribe(ticks, {}, token).next();
    await settled(8);
  });

  it('closes the stream to the subgraph when the subscriber disconnects', async () => {
    await start();
    const subscriber = protocols[protocol](url, null);
    const results = subscriber.subscribe(ticks);
    const first = results.next();
    const stream = await streamNumber(1);
    stream.next(1);
    await first;
    await results.return?.();
    await eventually(() => expect(stream.isOpen).toBe(false));
    subscriber.dispose();
    await allClosed();
  });

  describe('when its subgraph', () => {
    it.each<[string, (stream: HeldStream) => void, string]>([
      ['breaks off', ({ response }) => response.destroy(), 'SUBGRAPH_UNAVAILABLE'],
      ['ends without saying so', ({ response }) => response.end(), 'SUBGRAPH_UNAVAILABLE'],
      [
        'sends an invalid answer',
        ({ response }) => response.write('event: next\ndata: <html>\n\n'),
        'SUBGRAPH_RESPONSE_INVALID',
      ],
      [
        'sends an event that never ends',
        ({ response }) => response.write(`event: next\ndata: "${'x'.repeat(200_000)}`),
        'SUBGRAPH_RESPONSE_TOO_LARGE',
      ],
      ['falls silent', () => undefined, 'SUBGRAPH_TIMEOUT'],
    ])('%s, it ends with a code', async (_name, fail, code) => {
      // Short only where silence ends it: the heartbeat before it must arrive.
      const maxSubgraphSilenceMs = code === 'SUBGRAPH_TIMEOUT' ? 1_500 : 60_000;
      await start({ subscriptions: { ...testSubscriptions, maxSubgraphSilenceMs } });
      const results = subscribe(ticks);
      const first = results.next();
      const stream = await streamNumber(1);
      stream.next(1);
      expect((await first).value).toEqual({ data: { ticks: 1 } });
      fail(stream);
      expect(codesOf(await collect(results))).toEqual([code]);
      await allClosed();
    });

    it.each<[string, (response: import('node:http').ServerResponse) => void, string]>([
      [
        'redirects',
        (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
        'SUBGRAPH_RESPONSE_INVALID',
      ],
      [
        'answers with a page',
        (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
        'SUBGRAPH_RESPONSE_INVALID',
      ],
      ['is down', (response) => response.writeHead(503).end(), 'SUBGRAPH_UNAVAILABLE'],
      [
        'answers once',
        (response) =>
          response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"ticks":1}}'),
        'SUBGRAPH_RESPONSE_INVALID',
      ],
      [
        'refuses in JSON',
        (response) =>
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end('{"errors":[{"message":"No.","extensions":{"code":"FORBIDDEN"}}]}'),
        'FORBIDDEN',
      ],
      ['does not answer', () => undefined, 'SUBGRAPH_TIMEOUT'],
    ])('%s, it is refused with a code', async (_name, behaviour, code) => {
      await start({ deadlineMs: code === 'SUBGRAPH_TIMEOUT' ? 500 : 20_000 });
      graph.behave('people', behaviour);
      expect(codesOf(await collect(subscribe(ticks)))).toEqual([code]);
      await allClosed();
    });
  });

  it('keeps the connection alive while nothing happens', async () => {
    await start({ subscriptions: { ...testSubscriptions, heartbeatMs: 150 } });
    const results = subscribe(ticks);
    const first = results.next();
    const stream = await streamNumber(1);
    // The subgraph’s own heartbeats, and three of the gateway’s.
    for (let beat = 0; beat < 4; beat++) {
      stream.response.write(':\n\n');
      await sleep(100);
    }
    stream.next(1);
    expect((await first).value).toEqual({ data: { ticks: 1 } });
  });
});
