import type { Principal } from '@civic-graph/policy';
import { maxUsageBytes, type OperationUsage, usageBatchSchema } from '@civic-graph/releases/usage';
import { personas } from '@civic-graph/testing';
import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { CountedOperation } from './counted-operation.ts';
import { roundToFives } from './round-to-fives.ts';
import { usageBatches } from './usage-batches.ts';
import { UsageCounter } from './usage-counter.ts';

const { lin, anonymous } = personas;

function operation(number: number, name: string | null = 'Departures', fields = ['Query.station']) {
  return new CountedOperation({
    ...{ kind: 'query', name },
    signature: () => number.toString(16).padStart(64, '0'),
    coordinates: () => fields,
  });
}

function counting() {
  const counter = new UsageCounter(() => 0.5);
  const call = (counted: CountedOperation, times = 1, principal: Principal = lin) => {
    for (let count = 0; count < times; count += 1) counter.count(counted, principal, 3, undefined);
  };
  return { counter, call };
}

const failure = (code: string) => new GraphQLError('', { extensions: { code } });

describe('a usage counter', () => {
  test('counts calls, failures, codes and latencies by operation and app', () => {
    const { counter } = counting();
    const departures = operation(1);
    for (let ms = 1; ms <= 100; ms += 1) counter.count(departures, lin, ms, undefined);
    const [off, hostile] = [failure('SWITCHED_OFF'), failure('alert(1)')];
    for (let call = 0; call < 5; call += 1) counter.count(departures, lin, 90_000, [off, off, hostile]);
    for (let call = 0; call < 10; call += 1) counter.count(departures, anonymous, null, []);
    const [byApp, byNobody] = counter.take();
    expect(byApp).toEqual({
      ...{ signature: '1'.padStart(64, '0'), kind: 'query', name: 'Departures', app: 'wechat-city' },
      ...{ calls: 105, failed: 5, errors: { SWITCHED_OFF: 5, INTERNAL_SERVER_ERROR: 5 } },
      latency: [0, 0, 5, 5, 10, 30, 50, 0, 0, 0, 0, 0, 0, 0, 5],
      fields: ['Query.station'],
    });
    expect(byNobody).toMatchObject({ app: null, calls: 10, failed: 0, latency: Array(15).fill(0) });
    expect(counter.take()).toEqual([]);
  });

  test('counts documents of one signature together, and each minute afresh', () => {
    const { counter, call } = counting();
    const [one, other] = [operation(1), operation(1)];
    call(one, 5);
    call(other, 5);
    expect(counter.take()).toMatchObject([{ calls: 10 }]);
    call(one, 5);
    expect(counter.take()).toMatchObject([{ calls: 5 }]);
  });

  test.each([
    ['a document that is called often', 'Departures', 10, 'Departures'],
    ['a document that is called rarely', 'Departures', 9, null],
    ['a name with a number in it', 'Of13957112345', 10, null],
    ['a name that is too long', 'A'.repeat(61), 10, null],
    ['no name', null, 10, null],
  ])('%s: the name "%s" after %i calls is %s', (_, name, calls, reported) => {
    const { counter, call } = counting();
    call(operation(1, name), calls);
    expect(counter.take()).toMatchObject([{ name: reported }]);
  });

  test('adds up what callers without a token call rarely', () => {
    const { counter, call } = counting();
    call(operation(1, 'A', ['Query.a']), 9, anonymous);
    call(operation(2, 'B', ['Query.b', 'Query.a']), 1, anonymous);
    expect(counter.take()).toEqual([
      expect.objectContaining({
        kind: 'mixed',
        name: null,
        app: null,
        calls: 10,
        fields: ['Query.a', 'Query.b'],
      }),
    ]);
  });

  test('is bounded, and loses no field: clients choose operations', () => {
    const { counter, call } = counting();
    for (let number = 0; number < 100_000; number += 1) {
      call(operation(number, null, [`Query.f${number % 500}`]), 1, number % 2 === 0 ? anonymous : lin);
    }
    const usages = counter.take();
    expect(usages).toHaveLength(102);
    const used = (app: string | null) =>
      new Set(usages.filter((usage) => usage.app === app).flatMap(({ fields }) => fields)).size;
    expect([used('wechat-city'), used(null)]).toEqual([250, 250]);
    expect(usages.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(99_000);
  });

  test('is bounded over all apps, each of which is named with what it uses', () => {
    const { counter, call } = counting();
    for (let app = 0; app < 50; app += 1) {
      for (let number = 0; number < 60; number += 1) {
        call(operation(number), 1, { ...lin, clientId: `app-${app}` } as Principal);
      }
    }
    const usages = counter.take();
    expect(usages.filter(({ kind }) => kind !== 'mixed')).toHaveLength(2_000);
    expect(new Set(usages.map(({ app }) => app)).size).toBe(50);
  });
});

test('usage of more fields than a row may name is split, and each field keeps its calls', () => {
  const { counter, call } = counting();
  const fields = (count: number) => Array.from({ length: count }, (_, at) => `Query.${'f'.repeat(40)}${at}`);
  call(operation(1, null, fields(30_000)), 5);
  call(operation(2, null, fields(200)), 5);
  const batches = usageBatches(counter.take(), about, crypto.randomUUID.bind(crypto)).map(({ text }) => {
    expect(text.length).toBeLessThan(maxUsageBytes);
    return usageBatchSchema.parse(JSON.parse(text));
  });
  const mixed = batches.flatMap(({ operations }) => operations).filter(({ kind }) => kind === 'mixed');
  const ofApp = mixed.filter(({ app }) => app !== null);
  expect(new Set(ofApp.flatMap((usage) => usage.fields)).size).toBe(30_000);
  expect(ofApp.flatMap((usage) => usage.fields)).toHaveLength(30_000);
  expect(new Set(ofApp.map(({ calls }) => calls))).toEqual(new Set([5]));
  expect(new Set(ofApp.map(({ signature }) => signature)).size).toBe(ofApp.length);
});

test('rounding to fives hides small counts, and keeps the sum', () => {
  const values = [0, 0.2, 0.4, 0.6, 0.8];
  for (let count = 0; count <= 12; count += 1) {
    const rounded = values.map((random) => roundToFives(count, () => random));
    for (const value of rounded) expect(value % 5).toBe(0);
    expect(rounded.reduce((sum, value) => sum + value, 0)).toBe(5 * count);
  }
});

test('batches are valid, and none is larger than the registry accepts', () => {
  const fields = Array.from({ length: 3_000 }, (_, at) => `Type${at}.${'field'.repeat(8)}`);
  const usage: OperationUsage = {
    ...{ signature: 'a'.repeat(64), kind: 'query', name: null, app: null, calls: 5, failed: 0, errors: {} },
    ...{ latency: Array(15).fill(0), fields },
  };
  const large = usageBatches(Array(20).fill(usage), about, crypto.randomUUID.bind(crypto));
  const many = usageBatches(
    Array(1_500).fill({ ...usage, fields: [] }),
    about,
    crypto.randomUUID.bind(crypto),
  );
  const batches = [...large, ...many].map(({ text }) => {
    expect(text.length).toBeLessThan(1_000_000);
    return usageBatchSchema.parse(JSON.parse(text));
  });
  expect(batches.reduce((sum, { operations }) => sum + operations.length, 0)).toBe(1_520);
  expect(new Set(batches.map(({ id }) => id)).size).toBe(batches.length);
});
const about = { gateway: 'gateway-1', minute: '2026-11-27T08:00:00.000Z' };
