import { generateKeyPairSync, hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { accessEntry } from '../writer/access-entry.fixture.ts';
import { digestOf, genesisOf, type Link, nextLink, readLine } from './chain.ts';
import { signCheckpoint } from './checkpoint.ts';
import { type RecordProof, readProof, verifyProof } from './record-proof.ts';

const chain = 'gateway';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const texts = ['one', 'two', 'three', 'four'].map((id) => accessEntry(id));
const links: Link[] = [genesisOf(chain)];
for (const text of texts) links.push(nextLink(links.at(-1)!, text).link);
const proof: RecordProof = {
  chain,
  publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  number: 2,
  before: links[1]!.head,
  entry: texts[1]!,
  following: texts.slice(2).map(digestOf),
  checkpoint: signCheckpoint(chain, links[4]!, new Date('2026-11-25T08:00:00Z'), privateKey),
};

it('proves one entry by the digests of the later ones, without their content', () => {
  expect(verifyProof(readProof(JSON.parse(JSON.stringify(proof))))).toEqual({
    kind: 'holds',
    hash: links[2]!.head,
  });
  expect(JSON.stringify(proof)).not.toContain('three');
});

const other = generateKeyPairSync('ed25519');
it.each<[string, Partial<RecordProof>]>([
  ['wrong-hash', { entry: texts[0]! }],
  ['wrong-hash', { entry: texts[1]!.replace('two', 'tow') }],
  ['wrong-hash', { before: links[0]!.head }],
  ['wrong-hash', { number: 3 }],
  ['wrong-hash', { following: proof.following.slice(1) }],
  ['wrong-hash', { following: proof.following.toReversed() }],
  ['wrong-chain', { chain: 'another' }],
  ['wrong-signature', { publicKey: other.publicKey.export({ type: 'spki', format: 'pem' }).toString() }],
  ['wrong-signature', { publicKey: 'no key' }],
  ['wrong-signature', { checkpoint: { ...proof.checkpoint, time: '2026-11-26T08:00:00.000Z' } }],
])('%s: refuses a proof with %o', (kind, change) => {
  expect(verifyProof({ ...proof, ...change })).toEqual({ kind });
});

it('reads lines of earlier versions, whose hash covers the text, and no mixture', () => {
  const [before] = [genesisOf(chain)];
  const lineOf = (content: string) => {
    const head = hash('sha256', `${before.head}\n1\n${content}`, 'base64url');
    return `1 ${head} ${texts[0]}`;
  };
  expect(readLine(before, lineOf(texts[0]!))).toMatchObject({ kind: 'entry', digest: null });
  expect(readLine(before, lineOf(digestOf(texts[0]!)))).toMatchObject({ digest: digestOf(texts[0]!) });
  expect(readLine(before, lineOf(digestOf(texts[1]!)))).toMatchObject({ fault: 'altered' });
});
