import { anonymous } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { SubscriptionSlots } from './subscription-slots.ts';

const slots = () => new SubscriptionSlots({ max: 20, perCaller: 2, perNetwork: 4 });
const taken = (all: SubscriptionSlots, times: number, network: string) =>
  Array.from({ length: times }, () => all.take(anonymous, network)).filter((each) => each !== null);

test('one network without a token leaves slots to the others without one', () => {
  const all = slots();
  expect(taken(all, 20, '192.0.2.1')).toHaveLength(4);
  expect(taken(all, 20, '192.0.2.2')).toHaveLength(4);
});

test('all networks without a token leave half of the slots to callers with one', () => {
  const all = slots();
  for (let at = 0; at < 20; at += 1) taken(all, 1, `192.0.2.${at}`);
  expect(all.take(anonymous, '198.51.100.1')).toBeNull();
  expect(all.take(personas.lin, '192.0.2.1')).not.toBeNull();
});

test('a released slot is free again', () => {
  const all = slots();
  const [first] = taken(all, 4, '192.0.2.1');
  expect(all.take(anonymous, '192.0.2.1')).toBeNull();
  first?.();
  expect(all.take(anonymous, '192.0.2.1')).not.toBeNull();
});

test('a caller with a token has its limit, from any network', () => {
  const all = slots();
  const networks = ['192.0.2.1', '192.0.2.2', '192.0.2.3'];
  expect(networks.map((network) => all.take(personas.lin, network) !== null)).toEqual([true, true, false]);
});
