import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type GatewayReport, gatewayReports } from './gateway-reports.ts';
import { HealthCounter } from './health-counter.ts';
import { type CountedOperation, UsageCounter } from './usage-counter.ts';

const minute = new Date('2026-11-27T08:00:00Z');
const operation = (signature: string, supergraph = 's1'): CountedOperation => ({
  ...{ supergraph, kind: 'query', name: 'Departures' },
  signature: () => signature,
  fields: () => ['Query.station', 'Station.departures'],
});

describe('a usage counter', () => {
  test('counts calls, failures, codes and percentiles by operation and app', () => {
    const counter = new UsageCounter();
    const departures = operation('a');
    for (let ms = 1; ms <= 100; ms += 1) counter.count(departures, { app: 'wechat-city', ms });
    counter.count(departures, { app: 'wechat-city', ms: 4_000, errors: ['SWITCHED_OFF', 'SWITCHED_OFF'] });
    counter.count(departures, { app: null, ms: 3 });
    counter.count(operation('a', 's2'), { app: null, ms: 3 });
    expect(counter.take(minute)).toEqual([
      {
        minute: '2026-11-27T08:00:00.000Z',
        supergraph: 's1',
        operations: [
          {
            ...{ signature: 'a', name: 'Departures', kind: 'query', app: 'wechat-city' },
            ...{ calls: 105, failed: 5, errors: { SWITCHED_OFF: 5 } },
            ...{ p50Ms: 100, p95Ms: 100, p99Ms: 100 },
            fields: ['Query.station', 'Station.departures'],
          },
          expect.objectContaining({ app: null, name: null, calls: 5, failed: 0, errors: {}, p50Ms: 5 }),
        ],
      },
      expect.objectContaining({ supergraph: 's2', operations: [expect.objectContaining({ calls: 5 })] }),
    ]);
    expect(counter.take(minute)).toEqual([]);
  });

  test('hides the difference of one call and five', () => {
    const reports = [1, 2, 5].map((calls) => {
      const counter = new UsageCounter();
      for (let call = 0; call < calls; call += 1) counter.count(operation('a'), { app: 'x', ms: 3 });
      // The same operation object is counted together; different objects of one signature are not.
      return counter.take(minute).flatMap(({ operations }) => operations);
    });
    for (const usages of reports) for (const { calls } of usages) expect(calls).toBe(5);
  });

  test('is bounded: clients choose operations', () => {
    const counter = new UsageCounter();
    for (let number = 0; number < 10_003; number += 1) {
      counter.count(operation(String(number)), { app: null, ms: 1 });
    }
    expect(counter.uncounted).toBe(3);
    expect(counter.take(minute)[0]?.operations).toHaveLength(10_000);
  });
});

describe('reports', () => {
  beforeEach(() => void vi.useFakeTimers({ now: minute }));
  afterEach(() => void vi.useRealTimers());

  function start() {
    const state = { isDown: false, sent: [] as GatewayReport[], failures: [] as string[] };
    const [counter, health] = [new UsageCounter(), new HealthCounter()];
    const serving = { sequence: 7, version: 'v' };
    const reports = gatewayReports({
      ...{ counter, health, clock: () => new Date() },
      describe: () => ({ gateway: 'gateway-1', serving, refused: null }),
      onFailure: (reason) => state.failures.push(reason),
      async send(report) {
        if (state.isDown) throw new Error('down');
        state.sent.push(report);
      },
    });
    const count = () => {
      counter.count(operation('a'), { app: null, ms: 1 });
      health.operation();
    };
    const minutes = () =>
      state.sent.flatMap(({ usage }) => usage.map((report) => report.minute.slice(11, 16)));
    return { state, reports, count, minutes, health };
  }

  test('send health every few seconds, and each minute of usage once', async () => {
    const { state, reports, count, minutes, health } = start();
    count();
    for (const code of ['PLAN_FAILED', 'SUBGRAPH_TIMEOUT', 'SWITCHED_OFF', 'BAD_REQUEST', 'unknown']) {
      health.errorSent(code);
    }
    await vi.advanceTimersByTimeAsync(10_000);
    expect(state.sent.map((report) => report.health)).toEqual([
      { operations: 1, faults: 2 },
      { operations: 0, faults: 0 },
    ]);
    expect(state.sent[0]).toMatchObject({ gateway: 'gateway-1', serving: { sequence: 7 }, usage: [] });
    await vi.advanceTimersByTimeAsync(50_000);
    expect(minutes()).toEqual(['08:00']);
    count();
    await reports.close();
    expect(minutes()).toEqual(['08:00', '08:01']);
  });

  test('are sent again after a failure, which is reported once', async () => {
    const { state, reports, count, minutes } = start();
    state.isDown = true;
    for (let passed = 0; passed < 3; passed += 1) {
      count();
      await vi.advanceTimersByTimeAsync(60_000);
    }
    state.isDown = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(minutes()).toEqual(['08:00', '08:01', '08:02']);
    expect(state.failures).toEqual(['down']);
    await reports.close();
  });

  test('drop the oldest minutes of a long failure', async () => {
    const { state, reports, count, minutes } = start();
    state.isDown = true;
    for (let passed = 0; passed < 70; passed += 1) {
      count();
      await vi.advanceTimersByTimeAsync(60_000);
    }
    state.isDown = false;
    await reports.close();
    expect(minutes()).toHaveLength(60);
    expect(minutes().at(-1)).toBe('09:09');
  });
});
