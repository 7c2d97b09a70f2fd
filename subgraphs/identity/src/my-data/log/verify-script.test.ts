import { generateKeyPairSync } from 'node:crypto';
import { compileFunction } from 'node:vm';
import {
  digestOf,
  genesisOf,
  type Link,
  nextLink,
  type ProofVerdict,
  type RecordProof,
  signCheckpoint,
  verifyProof,
} from '@civic-graph/audit';
import { expect, it } from 'vitest';
import { verifyScriptText } from './verify-script.ts';

const chain = 'gateway';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519').publicKey;
const pemOf = (key: typeof publicKey) => key.export({ type: 'spki', format: 'pem' }).toString();

const texts = ['{"id":"one"}', '{"id":"市民𠮷"}', '{"id":"three"}', '{"id":"four"}'] as const;
const links: Link[] = [genesisOf(chain)];
for (const text of texts) links.push(nextLink(links.at(-1)!, text).link);
const proof: RecordProof = {
  ...{ chain, publicKey: pemOf(publicKey), number: 2, before: links[1]!.head, entry: texts[1] },
  following: texts.slice(2).map(digestOf),
  checkpoint: signCheckpoint(chain, links[4]!, new Date('2026-11-25T08:00:00Z'), privateKey),
};

/** What the script shows on the page of the second entry, with a proof that may be another. */
async function shownFor(proofOnPage: RecordProof): Promise<string | undefined> {
  const verdicts = ['holds', 'altered', 'not-in-chain', 'not-signed', 'unsupported'].map((verdict) => ({
    hidden: true,
    dataset: { verdict },
  }));
  let press = async () => {};
  const button = {
    addEventListener(_event: string, listener: () => Promise<void>) {
      press = listener;
    },
  };
  const place = {
    dataset: { verify: links[2]!.head },
    querySelector: () => button,
    querySelectorAll: () => verdicts,
  };
  compileFunction(verifyScriptText, ['document'])({
    querySelectorAll: () => [place],
    getElementById: () => ({ textContent: JSON.stringify(proofOnPage) }),
  });
  await press();
  return verdicts.find(({ hidden }) => !hidden)?.dataset.verdict;
}

const { checkpoint } = proof;
it.each<[shown: string, verdict: ProofVerdict['kind'], change: Partial<RecordProof>]>([
  ['holds', 'holds', {}],
  ['altered', 'wrong-hash', { entry: texts[0] }],
  ['altered', 'wrong-hash', { before: links[0]!.head }],
  ['altered', 'wrong-hash', { number: 3 }],
  ['not-in-chain', 'wrong-hash', { following: proof.following.slice(1) }],
  ['not-in-chain', 'wrong-hash', { following: proof.following.toReversed() }],
  ['not-in-chain', 'wrong-hash', { checkpoint: { ...checkpoint, count: 5 } }],
  ['not-in-chain', 'wrong-chain', { chain: 'another' }],
  ['not-in-chain', 'wrong-chain', { checkpoint: { ...checkpoint, chain: 'another' } }],
  ['not-signed', 'wrong-signature', { publicKey: pemOf(other) }],
  ['not-signed', 'wrong-signature', { publicKey: 'no key' }],
  ['not-signed', 'wrong-signature', { checkpoint: { ...checkpoint, time: '2026-11-26T08:00:00.000Z' } }],
  ['not-signed', 'wrong-signature', { checkpoint: { ...checkpoint, signature: '%' } }],
])('the page says %s where the command line says %s: %o', async (shown, verdict, change) => {
  const changed = { ...proof, ...change };
  expect(await shownFor(changed)).toBe(shown);
  expect(verifyProof(changed).kind).toBe(verdict);
});
