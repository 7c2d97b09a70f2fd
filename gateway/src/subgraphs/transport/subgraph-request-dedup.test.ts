import { PublicError } from '@civic-graph/errors';
import { anonymous, type Principal } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FetchOperation } from '../../planning/plan.ts';
import type { SubgraphAnswer } from '../subgraph-port.ts';
import type { SendCall, SubgraphCall } from './subgraph-call.ts';
import { type Deduplication, dedupRequests } from './subgraph-request-dedup.ts';

interface Sent extends SubgraphCall {
  answer(data: SubgraphAnswer['data']): void;
  fail(error: Error): void;
}

const query: FetchOperation = { subgraph: 'agency', type: 'query', text: '{ a }', variables: [] };
const publicQuery: FetchOperation = { ...query, isPublic: true };
const mutation: FetchOperation = { ...query, type: 'mutation' };

let sent: Sent[];
let sharings: Deduplication[];
let share: SendCall;

afterEach(() => void vi.useRealTimers());
beforeEach(() => {
  // A manual clock: private reads are joined only for a short time.
  vi.useFakeTimers({ toFake: ['performance'] });
  sent = [];
  sharings = [];
  const send: SendCall = (call) =>
    new Promise((resolve, reject) => {
      sent.push({ ...call, answer: (data) => resolve({ data, errors: [] }), fail: reject });
    });
  share = dedupRequests(send, { onDeduplicated: (deduplication) => sharings.push(deduplication) });
});

let requests = 0;
interface Ask {
  readonly operation?: FetchOperation;
  readonly body?: string;
  readonly signal?: { readonly aborted: boolean };
  readonly asOf?: number;
}

function ask(
  principal: Principal,
  { operation = query, body = 'b', signal = { aborted: false }, asOf }: Ask = {},
) {
  requests += 1;
  const answer = share({ operation, body, context: { principal, requestId: `r${requests}`, signal, asOf } });
  answer.catch(() => undefined);
  return answer;
}

const lin = personas.lin;
/** Another token of the same citizen: another object with the same content. */
const linAgain = (): Principal => structuredClone(lin);

describe('identical reads in flight', () => {
  test('of one caller are one call, under the first one’s request id', async () => {
    const answers = [ask(lin), ask(linAgain()), ask(lin)];
    expect(sent).toHaveLength(1);
    const asked = sent[0]!.context.requestId;
    expect(sent[0]?.context.principal).toBe(lin);
    expect(sharings.map(({ subgraph, askedAs }) => [subgraph, askedAs])).toEqual([
      ['agency', asked],
      ['agency', asked],
    ]);
    sent[0]?.answer({ a: 1 });
    expect(await Promise.all(answers)).toEqual(Array(3).fill({ data: { a: 1 }, errors: [] }));
  });

  test('are joined by their own caller only briefly, since it may have changed something elsewhere; public ones throughout', async () => {
    ask(lin);
    ask(lin, { operation: publicQuery, body: 'public' });
    vi.advanceTimersByTime(19);
    ask(lin);
    expect(sent).toHaveLength(2);
    vi.advanceTimersByTime(1);
    ask(lin);
    ask(lin, { operation: publicQuery, body: 'public' });
    expect(sent).toHaveLength(3);
    // Later reads join the newer one.
    ask(lin);
    expect(sent).toHaveLength(3);
  });

  test('end with their response: later callers send a new one', async () => {
    const first = ask(lin);
    sent[0]?.answer({ a: 1 });
    await first;
    const second = ask(lin);
    expect(sent).toHaveLength(2);
    sent[1]?.answer({ a: 2 });
    expect((await second).data).toEqual({ a: 2 });
  });

  test('give each its own copy, hostile keys among it', async () => {
    const data = JSON.parse('{"a":{"b":[{"c":1}],"__proto__":{"polluted":true},"constructor":null}}');
    const answers = [ask(lin), ask(lin), ask(lin)];
    sent[0]?.answer(data);
    const [first, second, third] = await Promise.all(answers);
    expect(first).toEqual(third);
    expect(JSON.stringify(second)).toBe(JSON.stringify({ data, errors: [] }));
    Object.assign(first ?? {}, { data: null });
    Object.assign(Object(second?.data?.a), { b: null });
    expect(third?.data).toEqual(data);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(second?.data?.a)).toBe(Object.prototype);
  });

  test('fail together', async () => {
    const answers = [ask(lin), ask(lin)];
    sent[0]?.fail(new PublicError('SUBGRAPH_UNAVAILABLE'));
    for (const answer of answers)
      await expect(answer).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    ask(lin);
    expect(sent).toHaveLength(2);
  });

  test.each<[string, Ask, Ask]>([
    ['other variables', { body: 'b' }, { body: 'c' }],
    ['other subgraphs', {}, { operation: { ...query, subgraph: 'other' } }],
    ['another right to read', {}, { operation: publicQuery }],
    ['another time to show', { asOf: 1 }, { asOf: 2 }],
    ['mutations', { operation: mutation }, { operation: mutation }],
  ])('of %s are two', (_name, one, other) => {
    ask(lin, one);
    ask(lin, other);
    expect(sent).toHaveLength(2);
    expect(sharings).toEqual([]);
  });
});

describe('callers with different rights', () => {
  const others: readonly [string, Principal][] = [
    ['another citizen', personas.zhao],
    ['nobody', anonymous],
    ['the admin', personas.admin],
    ['another operator', personas['operator-transport']],
    ...(lin.kind === 'citizen'
      ? ([
          ['the same citizen through another app', { ...lin, clientId: 'weibo-city' }],
          ['with one scope less', { ...lin, scopes: lin.scopes.slice(1) }],
          ['with one consent less', { ...lin, consents: lin.consents.slice(1) }],
          ['for another purpose', { ...lin, purpose: 'other' }],
          ['less sure', { ...lin, assurance: lin.assurance === 'high' ? 'substantial' : 'high' }],
        ] satisfies [string, Principal][])
      : []),
  ];

  test.each(others)('never share private reads: %s', async (_name, other) => {
    const answers = [ask(lin), ask(other), ask(lin), ask(other)];
    expect(sent.map(({ context }) => context.principal)).toEqual([lin, other]);
    sent[0]?.answer({ of: 'lin' });
    sent[1]?.answer({ of: 'other' });
    const of = (await Promise.all(answers)).map(({ data }) => data?.of);
    expect(of).toEqual(['lin', 'other', 'lin', 'other']);
  });

  test.each(others)('share public reads, made anonymously: %s', async (_name, other) => {
    const operation = publicQuery;
    const answers = [ask(lin, { operation }), ask(other, { operation })];
    expect(sent.map(({ context }) => context.principal)).toEqual([anonymous]);
    sent[0]?.answer({ a: 1 });
    expect(await Promise.all(answers)).toEqual(Array(2).fill({ data: { a: 1 }, errors: [] }));
  });

  test('a public read is anonymous even if nobody shares it', () => {
    ask(lin, { operation: publicQuery });
    expect(sent[0]?.context.principal).toBe(anonymous);
  });
});

describe('a caller that leaves', () => {
  const gone = () => ({ aborted: false });

  test('does not cancel the others’ response', async () => {
    const signal = gone();
    const first = ask(lin, { signal });
    const second = ask(lin);
    signal.aborted = true;
    await expect(first).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    expect(sent[0]?.context.signal.aborted).toBe(false);
    sent[0]?.answer({ a: 1 });
    expect((await second).data).toEqual({ a: 1 });
  });

  test('cancels the call if it was the last one', async () => {
    const signals = [gone(), gone(), gone()];
    const answers = signals.map((signal) => ask(lin, { signal }));
    for (const signal of signals) {
      expect(sent[0]?.context.signal.aborted).toBe(false);
      signal.aborted = true;
    }
    expect(sent[0]?.context.signal.aborted).toBe(true);
    sent[0]?.fail(new PublicError('SUBGRAPH_TIMEOUT'));
    for (const answer of answers) await expect(answer).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
  });

  test('leaves no call that others could join', async () => {
    const signal = gone();
    const first = ask(lin, { signal });
    signal.aborted = true;
    const second = ask(lin);
    expect(sent).toHaveLength(2);
    sent[0]?.fail(new PublicError('SUBGRAPH_TIMEOUT'));
    await expect(first).rejects.toMatchObject({ code: 'SUBGRAPH_TIMEOUT' });
    // The end of the first call leaves the second open for joining.
    const third = ask(lin);
    expect(sent).toHaveLength(2);
    sent[1]?.answer({ a: 2 });
    expect((await Promise.all([second, third])).map(({ data }) => data)).toEqual([{ a: 2 }, { a: 2 }]);
  });
});

describe('a mutation', () => {
  test.each(['answer', 'fail'] as const)('that ends (%s) leaves no older read to join', async (end) => {
    const before = [ask(lin), ask(personas.zhao), ask(lin, { operation: publicQuery })];
    const changed = ask(personas.zhao, { operation: mutation });
    if (end === 'answer') sent[3]?.answer({});
    else sent[3]?.fail(new PublicError('SUBGRAPH_UNAVAILABLE'));
    await changed.catch(() => undefined);
    const after = [ask(lin), ask(personas.zhao), ask(lin, { operation: publicQuery })];
    expect(sent).toHaveLength(7);
    for (const [at, call] of sent.entries()) call.answer({ at });
    expect((await Promise.all([...before, ...after])).map(({ data }) => data?.at)).toEqual([
      0, 1, 2, 4, 5, 6,
    ]);
  });

  test('in progress does not affect the reads of others', () => {
    ask(lin, { operation: mutation });
    ask(lin);
    ask(lin);
    expect(sent).toHaveLength(2);
  });
});
