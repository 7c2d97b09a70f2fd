import { createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { readWitness, WitnessMismatch } from './read-witness.ts';
import { honestCity, now, wordOf } from './small-city.fixture.ts';

const [one, other] = ['v2.a', 'v2.b'].map((chain) => honestCity(chain).word.chains[0]!);
const word = wordOf([one!, other!]);
const key = createPublicKey(word.publicKey);
const later = (ms: number) => new Date(now.getTime() + ms);

test('a signed answer is accepted unchanged', () => {
  expect(readWitness(word, key, now).word).toEqual(word);
  expect(readWitness(wordOf([]), key, now).word.chains).toEqual([]);
});

test('an answer that lost a chain, or was changed in any other part, is refused', () => {
  for (const changed of [
    { ...word, chains: word.chains.slice(0, 1) },
    { ...word, chains: [] },
    { ...word, chains: word.chains.toReversed() },
    { ...word, chains: [one!, { ...other!, publicKey: 'x' }] },
    { ...word, chains: [one!, { ...other!, receipt: { ...other!.receipt, count: 79 } }] },
    { ...word, time: later(1).toISOString() },
    { ...word, signature: one!.receipt.signature },
  ]) {
    for (const pinned of [key, null]) {
      expect(() => readWitness(changed, pinned, now)).toThrow(WitnessMismatch);
    }
  }
});

test('an old answer is refused, also one that names no chain, and so is one of the future', () => {
  for (const chains of [word.chains, []]) {
    expect(() => readWitness(wordOf(chains), key, later(301_000))).toThrow('more than 5 minutes old');
    expect(() => readWitness(wordOf(chains), key, later(-301_000))).toThrow('dated in the future');
    expect(readWitness(wordOf(chains), key, later(299_000)).word.chains).toEqual(chains);
  }
});

test('an answer that is not signed as a whole is not usable', () => {
  const { publicKey, chains } = word;
  expect(() => readWitness({ publicKey, chains }, key, now)).toThrow('upgrade the identity service first');
});
