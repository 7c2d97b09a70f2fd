import { expect, it } from 'vitest';
import type { AdmittedOperation, OperationResult } from '../../execution/engine.ts';
import { isShareable, SharedResults } from './shared-results.ts';

const admitted = (forRights: object, variables: object = {}, operation: object = { isPublic: true }) =>
  ({ operation, forRights, variables }) as unknown as AdmittedOperation;
const result = (text: string) => ({ data: { text } }) as unknown as OperationResult;
const textOf = (result: OperationResult | undefined) => result?.data?.text;

/** Results that a test gives, and what became of the stream. */
function stream() {
  const given: (OperationResult | Error | null)[] = [];
  let wake = () => {};
  const state = { opened: 0, isAborted: false };
  const give = (next: OperationResult | Error | null) => {
    given.push(next);
    wake();
  };
  async function* make(signal: AbortSignal) {
    state.opened += 1;
    signal.addEventListener('abort', () => {
      state.isAborted = true;
      give(null);
    });
    for (;;) {
      const next = given.shift();
      if (next === null) return;
      if (next instanceof Error) throw next;
      if (next !== undefined) yield next;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  return { make, give, state };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('opens one stream for equal subscriptions, and closes it with the last of them', async () => {
  const shared = new SharedResults();
  const { make, give, state } = stream();
  const rights = {};
  const [first, second] = [new AbortController(), new AbortController()];
  const one = shared.subscribe(admitted(rights, { id: 1 }), make, first.signal);
  give(result('a'));
  expect(textOf((await one.next()).value)).toBe('a');
  // A late subscriber begins with the current state.
  const two = shared.subscribe(admitted(rights, { id: 1 }), make, second.signal);
  expect(textOf((await two.next()).value)).toBe('a');
  give(result('b'));
  expect(textOf((await one.next()).value)).toBe('b');
  expect(textOf((await two.next()).value)).toBe('b');
  expect(state).toEqual({ opened: 1, isAborted: false });
  // Its reader has gone, and does not ask again.
  first.abort();
  expect(shared.size).toBe(1);
  second.abort();
  expect(shared.size).toBe(0);
  expect(state.isAborted).toBe(true);
});

it('keeps other variables, other rights and streams that have ended apart', async () => {
  const shared = new SharedResults();
  const { make, give, state } = stream();
  const { signal } = new AbortController();
  const rights = {};
  const one = shared.subscribe(admitted(rights, { id: 1 }), make, signal);
  shared.subscribe(admitted(rights, { id: 2 }), stream().make, signal);
  shared.subscribe(admitted({}, { id: 1 }), stream().make, signal);
  expect(shared.size).toBe(3);
  await settled();
  give(new Error('broken'));
  await expect(one.next()).rejects.toThrow('broken');
  expect(shared.size).toBe(2);
  shared.subscribe(admitted(rights, { id: 1 }), make, signal);
  expect(state.opened).toBe(2);
});

it('drops the oldest results of a subscriber that is slow, and none of another', async () => {
  const shared = new SharedResults();
  const { make, give } = stream();
  const { signal } = new AbortController();
  const slow = shared.subscribe(admitted(shared), make, signal);
  const fast = shared.subscribe(admitted(shared), make, signal);
  const seen: unknown[] = [];
  for (let count = 0; count < 40; count += 1) {
    give(result(String(count)));
    seen.push(textOf((await fast.next()).value));
  }
  give(null);
  await settled();
  expect(seen).toEqual(Array.from({ length: 40 }, (_, count) => String(count)));
  const rest: unknown[] = [];
  for (let step = await slow.next(); !step.done; step = await slow.next()) rest.push(textOf(step.value));
  expect(rest).toEqual(seen.slice(-16));
});

it('shares only what is the same for every caller', () => {
  const fetch = (isPublic: boolean) => ({ kind: 'root', fetch: { isPublic } });
  const rights = { events: fetch(true), plan: null, introspect: null, personalFields: null };
  expect(isShareable(admitted(rights))).toBe(true);
  expect(isShareable(admitted({ ...rights, plan: fetch(true) }))).toBe(true);
  for (const [operation, changed] of [
    [{ isPublic: false }, {}],
    [{ isPublic: true }, { events: fetch(false) }],
    [{ isPublic: true }, { plan: fetch(false) }],
    [{ isPublic: true }, { introspect: () => ({}) }],
    [{ isPublic: true }, { personalFields: {} }],
    [{ isPublic: true }, { events: null }],
  ] as const) {
    expect(isShareable(admitted({ ...rights, ...changed }, {}, operation))).toBe(false);
  }
});
