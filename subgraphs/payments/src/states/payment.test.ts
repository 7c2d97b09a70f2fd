import { describe, expect, it } from 'vitest';
import {
  nextState,
  type PaymentEventName,
  type PaymentState,
  paymentEvents,
  paymentStates,
  transitions,
} from './payment.ts';

/** Independent of the table: row = state, column = event in the order of `paymentEvents`, `.` = unchanged. */
const expected: Record<PaymentState, string> = {
  created: 'started error submitted cancelled failed success error',
  started: '. . submitted cancelled failed success error',
  submitted: '. . . cancelled failed success error',
  cancelled: '. . . . failed success error',
  failed: '. . . . . success error',
  success: '. . . . . . .',
  error: '. . . . . success error',
};

describe('payment states', () => {
  it.each(paymentStates)('defines for %s the effect of each event', (state) => {
    const row = paymentEvents.map((event) => nextState(state, event) ?? '.').join(' ');
    expect(row).toBe(expected[state]);
  });

  it('has no duplicate pair', () => {
    const pairs = transitions.map(([state, event]) => `${state} ${event}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('reaches every state', () => {
    const reached = new Set<PaymentState>(['created']);
    for (const state of reached) {
      for (const [from, , to] of transitions) if (from === state) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...paymentStates].sort());
  });

  it('reaches the same end for every order of the same notifications', () => {
    const ofProvider: PaymentEventName[] = ['start', 'submit', 'cancel', 'fail', 'succeed'];
    for (const events of subsets(ofProvider)) {
      const ends = new Set(permutations(events).map((order) => run(order)));
      expect([events, ...ends]).toHaveLength(2);
    }
  });
});

function run(events: readonly PaymentEventName[]): PaymentState {
  return events.reduce<PaymentState>((state, event) => nextState(state, event) ?? state, 'created');
}

function subsets<T>(elements: readonly T[]): T[][] {
  const sets = 2 ** elements.length;
  return Array.from({ length: sets }, (_, bits) => elements.filter((_element, index) => (bits >> index) & 1));
}

function permutations<T>(elements: readonly T[]): T[][] {
  if (elements.length < 2) return [[...elements]];
  return elements.flatMap((element, index) =>
    permutations(elements.toSpliced(index, 1)).map((rest) => [element, ...rest]),
  );
}
