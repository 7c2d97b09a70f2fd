import { beforeEach, expect, test } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.ts';

let changes: string[];
let breaker: CircuitBreaker;

beforeEach(() => {
  changes = [];
  breaker = new CircuitBreaker({
    breakerFailures: 3,
    breakerOpenMs: 1_000,
    onChange: (state) => changes.push(state),
  });
});

const fail = (times: number, now = 0) => {
  for (let time = 0; time < times; time += 1) breaker.settle('call', 'failed', now);
};

test('opens after consecutive failures, and one success between them resets the count', () => {
  fail(2);
  breaker.settle('call', 'served', 0);
  fail(2);
  expect(breaker.admit(0)).toBe('call');
  fail(1, 500);
  expect(breaker.state).toEqual({ kind: 'open', until: 1_500 });
  expect(breaker.admit(1_499)).toBe('refused');
  expect(changes).toEqual(['open']);
});

test('calls with an unknown outcome do not open it', () => {
  for (let time = 0; time < 10; time += 1) breaker.settle('call', 'unknown', 0);
  expect(breaker.admit(0)).toBe('call');
});

test('lets one call through after its delay, and closes when that succeeds', () => {
  fail(3);
  expect([1_000, 1_001, 9_999].map((now) => breaker.admit(now))).toEqual(['probe', 'refused', 'refused']);
  breaker.settle('probe', 'served', 1_100);
  expect(breaker.admit(1_100)).toBe('call');
  // The count starts again.
  fail(2);
  expect(breaker.admit(1_100)).toBe('call');
  expect(changes).toEqual(['open', 'probing', 'closed']);
});

test('stays open if the probe fails, for the same time again', () => {
  fail(3);
  expect(breaker.admit(1_000)).toBe('probe');
  breaker.settle('probe', 'failed', 3_000);
  expect([3_999, 4_000].map((now) => breaker.admit(now))).toEqual(['refused', 'probe']);
});

test('a probe whose caller has left is followed by the next call', () => {
  fail(3);
  expect(breaker.admit(1_000)).toBe('probe');
  breaker.settle('probe', 'unknown', 1_200);
  expect(breaker.admit(1_200)).toBe('probe');
});

test('calls from before it opened neither end the probe nor keep it open, unless they succeed', () => {
  fail(3);
  breaker.admit(1_000);
  fail(5, 1_100);
  expect(breaker.state.kind).toBe('probing');
  breaker.settle('call', 'served', 1_200);
  expect(breaker.state.kind).toBe('closed');
});
