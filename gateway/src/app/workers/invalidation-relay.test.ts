import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkerCache } from '../../subgraphs/caching/worker-cache.ts';
import { InvalidationRelay, type Member } from './invalidation-relay.ts';
import { connectWorkerBus } from './worker-bus.ts';

interface TestWorker {
  readonly cache: WorkerCache;
  hangs: boolean;
  exit(): void;
}

let relay: InvalidationRelay;
beforeEach(() => {
  vi.useFakeTimers();
  relay = new InvalidationRelay();
});
afterEach(() => vi.useRealTimers());

/** With a response in its memory. Messages arrive as copies, one event loop iteration later. */
function startWorker(): TestWorker {
  const listeners: ((message: unknown) => void)[] = [];
  const deliver = (message: object, receive: (message: unknown) => void) => {
    const copy: unknown = structuredClone(message);
    setTimeout(() => receive(copy));
  };
  const member: Member = {
    send: (message) =>
      deliver(message, (copy) => {
        if (!worker.hangs) for (const listener of listeners) listener(copy);
      }),
  };
  const workerBus = connectWorkerBus({
    send: (message) => deliver(message, (copy) => relay.receive(member, copy)),
    onMessage: (listener) => void listeners.push(listener),
  });
  const cache = new WorkerCache({ maxBytes: 100_000, now: () => 0 }, workerBus);
  cache.set(cache.epoch(), [{ key: 'a', text: 'a', expiresAt: 1, tags: ['s x'] }]);
  const worker: TestWorker = { cache, hangs: false, exit: () => relay.leave(member) };
  return worker;
}

const kept = ({ cache }: TestWorker) => cache.get(['a'], ['s Query'])[0]?.text;
const turns = () => vi.advanceTimersByTimeAsync(10);
/** `null` if it was applied, else the reason. */
async function invalidate({ cache }: TestWorker, tag: string): Promise<string | null> {
  const outcome = cache.invalidate([tag]).then(
    () => null,
    ({ code }) => code,
  );
  await vi.advanceTimersByTimeAsync(1_500);
  return outcome;
}

test('an invalidation is acknowledged once all workers have applied it', async () => {
  const workers = [startWorker(), startWorker(), startWorker()];
  await turns();
  expect(await invalidate(workers[0]!, 's other')).toBeNull();
  expect(workers.map(kept)).toEqual(['a', 'a', 'a']);
  expect(await invalidate(workers[1]!, 's x')).toBeNull();
  expect(workers.map(kept)).toEqual([undefined, undefined, undefined]);
});

test('a hanging worker is not skipped: the agency gets an error until that worker is gone', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.hangs = true;
  expect(await invalidate(one, 's x')).toBe('NOT_READY');
  other.exit();
  expect(await invalidate(one, 's x')).toBeNull();
});

test('the worker that receives an invalidation applies it immediately, even if another hangs', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  for (const worker of [one, other]) worker.hangs = true;
  expect(await invalidate(one, 's x')).toBe('NOT_READY');
  expect([kept(one), kept(other)]).toEqual([undefined, 'a']);
});

test('a worker that ends meanwhile delays nobody', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.hangs = true;
  const done = one.cache.invalidate(['s x']);
  await turns();
  other.exit();
  await turns();
  await expect(done).resolves.toBeUndefined();
});

test('concurrent invalidations do not mix up their acknowledgements', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  const all = Promise.all([one, other, one].map(({ cache }, at) => cache.invalidate([`s ${at}`])));
  await turns();
  await all;
  expect(await invalidate(other, 's x')).toBeNull();
  expect([kept(one), kept(other)]).toEqual([undefined, undefined]);
});

test('a replacement worker receives invalidations', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.exit();
  const successor = startWorker();
  await turns();
  expect(await invalidate(one, 's x')).toBeNull();
  expect(kept(successor)).toBeUndefined();
});

test('a message received after its worker’s end does not make it a member', async () => {
  const one = startWorker();
  const dead = { send: () => undefined };
  relay.leave(dead);
  relay.receive(dead, { invalidation: 'join' });
  await turns();
  expect(await invalidate(one, 's x')).toBeNull();
});

test('ignores other messages on the channel', () => {
  const send = vi.fn();
  for (const message of [null, 'x', { ready: 'http://x.test' }, { invalidation: 'applied', round: 7 }]) {
    relay.receive({ send }, message);
  }
  expect(send).not.toHaveBeenCalled();
});
