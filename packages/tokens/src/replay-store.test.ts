import { expect, test } from 'vitest';
import { createMemoryReplayStore } from './index.ts';

let now = 0;
const store = (capacity: number) => createMemoryReplayStore(() => new Date(now), capacity);

test('a claimed id cannot be claimed again until it expires', () => {
  now = 0;
  const nonces = store(10);
  expect(nonces.claim('a', new Date(100))).toBe(true);
  now = 99;
  expect(nonces.claim('a', new Date(100))).toBe(false);
  expect(nonces.claim('b', new Date(100))).toBe(true);
  now = 100;
  expect(nonces.claim('a', new Date(200))).toBe(true);
});

test('a flood makes no used nonce valid again', () => {
  now = 0;
  const nonces = store(3);
  const claim = (index: number) => nonces.claim(`nonce-${index}`, new Date(1_000 + index));
  for (let index = 0; index < 100; index += 1) expect(claim(index)).toBe(true);
  for (let index = 0; index < 100; index += 1) expect(claim(index)).toBe(false);
  expect(claim(100)).toBe(true);
  expect(nonces.claim('older', new Date(1_050))).toBe(false);
});

test('expired entries are evicted first', () => {
  now = 0;
  const nonces = store(2);
  nonces.claim('a', new Date(10));
  nonces.claim('b', new Date(10));
  now = 20;
  expect(nonces.claim('c', new Date(30))).toBe(true);
  expect(nonces.claim('d', new Date(25))).toBe(true);
});
