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

/** With an answer in its memory. Messages take a turn each way, and copies arrive. */
function startWorker(): TestWorker {
  const listeners: ((message: unknown) => void)[] = [];
  const deliver = (message: object, hear: (message: unknown) => void) => {
    const copy: unknown = structuredClone(message);
    setTimeout(() => hear(copy));
  };
  const member: Member = {
    send: (message) =>
      deliver(message, (copy) => {
        if (!worker.hangs) for (const listener of listeners) listener(copy);
      }),
  };
  const siblings = connectWorkerBus({
    send: (message) => deliver(message, (copy) => relay.hear(member, copy)),
    onMessage: (listener) => void listeners.push(listener),
  });
  const cache = new WorkerCache({ maxBytes: 100_000, now: () => 0 }, siblings);
  cache.set(cache.moment(), [{ key: 'a', text: 'a', expiresAt: 1, tags: ['s x'] }]);
  const worker: TestWorker = { cache, hangs: false, exit: () => relay.leave(member) };
  return worker;
}

const kept = ({ cache }: TestWorker) => cache.get(['a'], ['s Query'])[0]?.text;
const turns = () => vi.advanceTimersByTimeAsync(10);
/** `null` where it was taken note of, else why not. */
async function invalidate({ cache }: TestWorker, tag: string): Promise<string | null> {
  const outcome = cache.invalidate([tag]).then(
    () => null,
    ({ code }) => code,
  );
  await vi.advanceTimersByTimeAsync(1_500);
  return outcome;
}

test('what one worker is told, all have taken note of when it is answered', async () => {
  const workers = [startWorker(), startWorker(), startWorker()];
  await turns();
  expect(await invalidate(workers[0]!, 's other')).toBeNull();
  expect(workers.map(kept)).toEqual(['a', 'a', 'a']);
  expect(await invalidate(workers[1]!, 's x')).toBeNull();
  expect(workers.map(kept)).toEqual([undefined, undefined, undefined]);
});

test('one that hangs is not passed over: the agency is told no, until that one is gone', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.hangs = true;
  expect(await invalidate(one, 's x')).toBe('NOT_READY');
  other.exit();
  expect(await invalidate(one, 's x')).toBeNull();
});

test('one that was told knows it at once, whoever hangs', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  for (const worker of [one, other]) worker.hangs = true;
  expect(await invalidate(one, 's x')).toBe('NOT_READY');
  expect([kept(one), kept(other)]).toEqual([undefined, 'a']);
});

test('one that ends meanwhile keeps nobody waiting', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.hangs = true;
  const told = one.cache.invalidate(['s x']);
  await turns();
  other.exit();
  await turns();
  await expect(told).resolves.toBeUndefined();
});

test('several at once do not take each other’s answers', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  const all = Promise.all([one, other, one].map(({ cache }, at) => cache.invalidate([`s ${at}`])));
  await turns();
  await all;
  expect(await invalidate(other, 's x')).toBeNull();
  expect([kept(one), kept(other)]).toEqual([undefined, undefined]);
});

test('one that has taken the place of another is told', async () => {
  const [one, other] = [startWorker(), startWorker()];
  await turns();
  other.exit();
  const successor = startWorker();
  await turns();
  expect(await invalidate(one, 's x')).toBeNull();
  expect(kept(successor)).toBeUndefined();
});

test('what one has said last, heard after its end, makes it no member', async () => {
  const one = startWorker();
  const dead = { send: () => undefined };
  relay.leave(dead);
  relay.hear(dead, { invalidation: 'join' });
  await turns();
  expect(await invalidate(one, 's x')).toBeNull();
});

test('what else goes over the channel is no concern of theirs', () => {
  const send = vi.fn();
  for (const message of [null, 'x', { ready: 'http://x.test' }, { invalidation: 'noted', round: 7 }]) {
    relay.hear({ send }, message);
  }
  expect(send).not.toHaveBeenCalled();
});
