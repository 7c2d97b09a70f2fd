import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AskedWorker, metricsFor, WorkerMetrics } from './worker-metrics.ts';

interface TestWorker extends AskedWorker {
  readonly requests: Counter;
  hangs: boolean;
  readonly killed: () => number;
}

let figures: WorkerMetrics;
beforeEach(() => {
  vi.useFakeTimers();
  figures = new WorkerMetrics();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function startWorker(): TestWorker {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({ name: 'civic_requests', help: 'h', registers });
  new Gauge({ name: 'processes', help: 'h', registers }).set(1);
  let kills = 0;
  const worker: TestWorker = {
    requests,
    hangs: false,
    killed: () => kills,
    kill() {
      kills += 1;
    },
    send(message) {
      if (worker.hangs) return;
      const toldBy = metricsFor(message, registry, () => undefined);
      void toldBy.then((told) => figures.hear(worker, structuredClone(told)));
    },
  };
  figures.join(worker);
  return worker;
}

async function told(): Promise<readonly string[]> {
  const text = figures.text();
  await vi.advanceTimersByTimeAsync(1_000);
  return (await text).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('sums the counters of all workers', async () => {
  startWorker().requests.inc(2);
  startWorker().requests.inc(3);
  expect(await told()).toEqual(['civic_requests 5', 'processes 2']);
});

test('counters of an ended worker stay in the sum; its gauges do not', async () => {
  const [first, second] = [startWorker(), startWorker()];
  first.requests.inc(7);
  second.requests.inc(1);
  figures.look();
  await vi.advanceTimersByTimeAsync(0);
  figures.leave(first);
  startWorker().requests.inc(2);
  expect(await told()).toEqual(['civic_requests 10', 'processes 2']);
  figures.leave(second);
  expect(await told()).toEqual(['civic_requests 10', 'processes 1']);
});

test('a hanging worker keeps its last report, and two simultaneous scrapes both get it', async () => {
  const [first, second] = [startWorker(), startWorker()];
  first.requests.inc(7);
  await told();
  first.hangs = true;
  first.requests.inc(7);
  second.requests.inc(1);
  expect(await Promise.all([told(), told()])).toEqual([
    ['civic_requests 8', 'processes 2'],
    ['civic_requests 8', 'processes 2'],
  ]);
});

test('a worker that is silent for six rounds is ended; one that answers or comes back is not', async () => {
  const [hangs, pauses, works] = [startWorker(), startWorker(), startWorker()];
  hangs.hangs = true;
  pauses.hangs = true;
  for (let round = 0; round < 10; round += 1) {
    if (round === 4) pauses.hangs = false;
    figures.look();
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect([hangs.killed() > 0, pauses.killed(), works.killed()]).toEqual([true, 0, 0]);
});

test('scrapes, however frequent, end no worker', async () => {
  const worker = startWorker();
  figures.look();
  worker.hangs = true;
  await Promise.all(Array.from({ length: 100 }, told));
  figures.look();
  expect(worker.killed()).toBe(0);
});

test('memory for ended workers does not grow with their number, even without scrapes', async () => {
  for (let count = 0; count < 20; count += 1) {
    const worker = startWorker();
    worker.requests.inc();
    figures.look();
    await vi.advanceTimersByTimeAsync(0);
    figures.leave(worker);
    await vi.advanceTimersByTimeAsync(0);
  }
  const aggregate = vi.spyOn(AggregatorRegistry, 'aggregate');
  expect(await told()).toEqual(['civic_requests 20']);
  expect(aggregate.mock.calls[0]![0]).toEqual([[expect.objectContaining({ name: 'civic_requests' })]]);
});

test('a worker that paused with the whole machine has missed nothing', async () => {
  const worker = startWorker();
  figures.look();
  worker.hangs = true;
  await vi.advanceTimersByTimeAsync(3_600_000);
  worker.hangs = false;
  figures.look();
  expect(worker.killed()).toBe(0);
});
