import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Worker, type WorkerLost, WorkerPool } from './worker-pool.ts';

interface FakeWorker extends Worker {
  readonly slot: number;
  ready(): void;
  exit(status: number | string): void;
  isAsked: boolean;
}

let forked: FakeWorker[];
let lost: WorkerLost[];
beforeEach(() => {
  vi.useFakeTimers();
  forked = [];
  lost = [];
});
afterEach(() => vi.useRealTimers());

function fork(slot: number): Worker {
  const onReady: ((url: string) => void)[] = [];
  const onExit: ((status: number | string) => void)[] = [];
  const worker: FakeWorker = {
    slot,
    isAsked: false,
    onReady: (listener) => void onReady.push(listener),
    onExit: (listener) => void onExit.push(listener),
    stop() {
      worker.isAsked = true;
    },
    ready: () => onReady.forEach((listener) => void listener('http://gateway.test')),
    exit: (status) => onExit.forEach((listener) => void listener(status)),
  };
  forked.push(worker);
  return worker;
}

const createPool = (count: number) => new WorkerPool({ count, fork, report: (event) => lost.push(event) });

async function started(count: number): Promise<WorkerPool> {
  const pool = createPool(count);
  const start = pool.start();
  for (const worker of forked) worker.ready();
  await start;
  return pool;
}

test('is ready once every worker is', async () => {
  const pool = createPool(2);
  const start = pool.start();
  forked[0]!.ready();
  expect(await Promise.race([start, Promise.resolve('not yet')])).toBe('not yet');
  forked[1]!.ready();
  expect(await start).toBe('http://gateway.test');
  expect(pool.size).toBe(2);
});

test('does not start if a worker fails to; the others are stopped', async () => {
  const start = createPool(2).start();
  const refused = expect(start).rejects.toThrow(expect.objectContaining({ code: 'WORKERS_NOT_READY' }));
  forked[0]!.ready();
  forked[1]!.exit(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(forked[0]!.isAsked).toBe(true);
  forked[0]!.exit(0);
  await refused;
  expect(forked).toHaveLength(2);
});

describe('a worker that ends by itself', () => {
  test('is replaced in its slot', async () => {
    const pool = await started(2);
    forked[1]!.exit('SIGKILL');
    expect([pool.size, lost]).toEqual([1, [{ slot: 1, status: 'SIGKILL', againInMs: 500 }]]);
    await vi.advanceTimersByTimeAsync(500);
    expect([pool.size, pool.restarts, forked.at(-1)!.slot]).toEqual([2, 1, 1]);
  });

  test('is replaced with growing delays of at most half a minute, and soon again after a stable run', async () => {
    await started(1);
    for (let round = 0; round < 9; round += 1) {
      forked.at(-1)!.exit(1);
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(lost.map(({ againInMs }) => againInMs)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
    await vi.advanceTimersByTimeAsync(60_001);
    forked.at(-1)!.exit(1);
    expect(lost.at(-1)!.againInMs).toBe(500);
  });

  test('is not replaced any more when the pool stops, which waits for the others', async () => {
    const pool = await started(2);
    forked[0]!.exit(1);
    let isStopped = false;
    const stop = pool.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([forked.length, forked[1]!.isAsked, isStopped]).toEqual([2, true, false]);
    forked[1]!.exit(0);
    await stop;
    expect(forked).toHaveLength(2);
  });
});
