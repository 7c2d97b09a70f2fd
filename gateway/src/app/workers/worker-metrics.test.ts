import { AggregatorRegistry, Counter, Gauge, Registry } from 'prom-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type MeteredWorker, metricsFor, WorkerMetrics } from './worker-metrics.ts';

interface TestWorker extends MeteredWorker {
  readonly requests: Counter;
  hangs: boolean;
  readonly killed: () => number;
}

let metrics: WorkerMetrics;
beforeEach(() => {
  vi.useFakeTimers();
  metrics = new WorkerMetrics();
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
      const reply = metricsFor(message, registry, () => undefined);
      void reply.then((scraped) => metrics.receive(worker, structuredClone(scraped)));
    },
  };
  metrics.join(worker);
  return worker;
}

async function scraped(): Promise<readonly string[]> {
  const text = metrics.text();
  await vi.advanceTimersByTimeAsync(1_000);
  return (await text).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

test('sums the counters of all workers', async () => {
  startWorker().requests.inc(2);
  startWorker().requests.inc(3);
  expect(await scraped()).toEqual(['civic_requests 5', 'processes 2']);
});

test('counters of an ended worker stay in the sum; its gauges do not', async () => {
  const [first, second] = [startWorker(), startWorker()];
  first.requests.inc(7);
  second.requests.inc(1);
  metrics.tick();
  await vi.advanceTimersByTimeAsync(0);
  metrics.leave(first);
  startWorker().requests.inc(2);
  expect(await scraped()).toEqual(['civic_requests 10', 'processes 2']);
  metrics.leave(second);
  expect(await scraped()).toEqual(['civic_requests 10', 'processes 1']);
});

test('a hanging worker keeps its last report, and two simultaneous scrapes both get it', async () => {
  const [first, second] = [startWorker(), startWorker()];
  first.requests.inc(7);
  await scraped();
  first.hangs = true;
  first.requests.inc(7);
  second.requests.inc(1);
  expect(await Promise.all([scraped(), scraped()])).toEqual([
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
    metrics.tick();
    await vi.advanceTimersByTimeAsync(5_000);
  }
  expect([hangs.killed() > 0, pauses.killed(), works.killed()]).toEqual([true, 0, 0]);
});

test('scrapes, however frequent, end no worker', async () => {
  const worker = startWorker();
  metrics.tick();
  worker.hangs = true;
  await Promise.all(Array.from({ length: 100 }, scraped));
  metrics.tick();
  expect(worker.killed()).toBe(0);
});

test('memory for ended workers does not grow with their number, even without scrapes', async () => {
  for (let count = 0; count < 20; count += 1) {
    const worker = startWorker();
    worker.requests.inc();
    metrics.tick();
    await vi.advanceTimersByTimeAsync(0);
    metrics.leave(worker);
    await vi.advanceTimersByTimeAsync(0);
  }
  const aggregate = vi.spyOn(AggregatorRegistry, 'aggregate');
  expect(await scraped()).toEqual(['civic_requests 20']);
  expect(aggregate.mock.calls[0]![0]).toEqual([[expect.objectContaining({ name: 'civic_requests' })]]);
});

test('a worker that paused with the whole machine has missed nothing', async () => {
  const worker = startWorker();
  metrics.tick();
  worker.hangs = true;
  await vi.advanceTimersByTimeAsync(3_600_000);
  worker.hangs = false;
  metrics.tick();
  expect(worker.killed()).toBe(0);
});
