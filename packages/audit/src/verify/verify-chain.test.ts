import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawSeed, randomNumbers } from '../../../testing/src/random-numbers.ts';
import { entryText, genesisOf, type Link, nextLink } from '../format/chain.ts';
import { type Checkpoint, signCheckpoint } from '../format/checkpoint.ts';
import type { AccessRecord } from '../format/entry.ts';
import { verifyChain } from './verify-chain.ts';

const chain = 'gateway-one';
const seed = drawSeed();
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const length = 60;
const written = write(chain, length, 20, privateKey);

describe('an unaltered chain', () => {
  test('is complete, and reports the entries that a checkpoint covers', () => {
    expect(verify(written.lines)).toMatchObject({ kind: 'whole', pruned: 0, count: length, sealed: length });
    const more = write(chain, length + 5, 20, privateKey);
    expect(verify(more.lines, more.checkpoints)).toMatchObject({ kind: 'whole', count: 65, sealed: 60 });
  });

  test('may have its beginning pruned if a checkpoint attests it', () => {
    const kept = written.lines.slice(20);
    expect(verifyChain({ chain, first: 21, lines: kept }, vouchers(written.checkpoints))).toMatchObject({
      kind: 'whole',
      pruned: 20,
      count: length,
      sealed: length,
    });
    const cutElsewhere = verifyChain(
      { chain, first: 22, lines: written.lines.slice(21) },
      vouchers(written.checkpoints),
    );
    expect(cutElsewhere).toEqual({ kind: 'broken', first: 1, fault: 'removed' });
  });

  test('is not accepted as the chain of another gateway', () => {
    expect(verifyChain({ chain: 'gateway-two', first: 1, lines: written.lines }, vouchers([]))).toMatchObject(
      {
        kind: 'broken',
        first: 1,
      },
    );
  });
});

/** Tampering with write access to the journal; each returns the number of the first bad entry. */
const tamperings: Readonly<Record<string, (lines: string[], random: Random) => number>> = {
  edit(lines, random) {
    const at = random(lines.length);
    const line = lines[at]!;
    const from = line.indexOf('{') + 1;
    const place = from + random(line.length - from);
    const other = line[place] === 'x' ? 'y' : 'x';
    lines[at] = line.slice(0, place) + other + line.slice(place + 1);
    return at + 1;
  },
  'edit a hash'(lines, random) {
    const at = random(lines.length);
    lines[at] = lines[at]!.replace(/ [\w-]{43} /, ` ${'A'.repeat(43)} `);
    return at + 1;
  },
  delete(lines, random) {
    // The last one cuts the tail.
    const at = random(lines.length - 1);
    lines.splice(at, 1);
    return at + 1;
  },
  swap(lines, random) {
    const one = random(lines.length - 1);
    const other = one + 1 + random(lines.length - one - 1);
    [lines[one], lines[other]] = [lines[other]!, lines[one]!];
    return one + 1;
  },
  move(lines, random) {
    const from = random(lines.length);
    const [line] = lines.splice(from, 1);
    const to = (from + 1 + random(lines.length)) % (lines.length + 1);
    lines.splice(to, 0, line!);
    return Math.min(from, to) + 1;
  },
  repeat(lines, random) {
    const at = random(lines.length);
    lines.splice(at, 0, lines[at]!);
    return at + 2;
  },
  'cut the tail'(lines, random) {
    const at = random(lines.length);
    lines.length = at;
    return at + 1;
  },
  'edit and rewrite the rest'(lines, random) {
    const at = random(lines.length);
    const entries = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))) as AccessRecord);
    entries[at] = { ...entries[at]!, app: 'somebody-else' };
    lines.splice(0, lines.length, ...chained(entries).lines);
    // The next checkpoint detects it, but cannot name the entry within its span.
    return Math.floor(at / 20) * 20 + 1;
  },
  'delete and write the rest anew'(lines, random) {
    const at = random(lines.length - 1);
    const entries = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))) as AccessRecord);
    entries.splice(at, 1);
    lines.splice(0, lines.length, ...chained(entries).lines);
    const span = Math.floor(at / 20) * 20 + 1;
    // The last span has no entry left for the checkpoint.
    return span + 20 > lines.length + 1 ? lines.length + 1 : span;
  },
};

test(`finds each of 1,000 random tamperings and names the first bad entry (seed ${seed})`, () => {
  const random = randomNumbers(seed);
  const kinds = Object.keys(tamperings);
  for (let round = 0; round < 1_000; round++) {
    const kind = kinds[round % kinds.length]!;
    const lines = [...written.lines];
    const first = tamperings[kind]!(lines, random);
    expect(verify(lines), `${kind}, round ${round}`).toMatchObject({ kind: 'broken', first });
  }
});

test('a checkpoint with another signature is found, and so is one that contradicts', () => {
  const [checkpoint] = written.checkpoints;
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const forged = signCheckpoint(chain, checkpoint!, new Date(0), stranger);
  expect(verify(written.lines, [...written.checkpoints, forged])).toEqual({
    kind: 'broken',
    first: 20,
    fault: 'forged-checkpoint',
  });
  const other = signCheckpoint(
    chain,
    { count: 20, head: written.checkpoints[1]!.head },
    new Date(0),
    privateKey,
  );
  expect(verify(written.lines, [...written.checkpoints, other])).toMatchObject({
    fault: 'forged-checkpoint',
  });
});

type Random = (below: number) => number;

function verify(lines: readonly string[], checkpoints: readonly Checkpoint[] = written.checkpoints) {
  return verifyChain({ chain, first: 1, lines }, vouchers(checkpoints));
}

function vouchers(checkpoints: readonly Checkpoint[]) {
  return { checkpoints, publicKey, witness: null };
}

function write(name: string, count: number, every: number, key: KeyObject) {
  const entries = Array.from({ length: count }, (_, at) => record(at));
  const { lines, links } = chained(entries, name);
  const sealed = links.filter((link) => link.count % every === 0);
  return { lines, checkpoints: sealed.map((link) => signCheckpoint(name, link, new Date(0), key)) };
}

function chained(entries: readonly AccessRecord[], name = chain): { lines: string[]; links: Link[] } {
  const lines: string[] = [];
  const links: Link[] = [];
  let link = genesisOf(name);
  for (const entry of entries) {
    const next = nextLink(link, entryText(entry));
    lines.push(next.line);
    links.push(next.link);
    link = next.link;
  }
  return { lines, links };
}

function record(at: number): AccessRecord {
  return {
    kind: 'access',
    time: new Date(at * 1000).toISOString(),
    app: 'wechat-city',
    caller: 'citizen',
    official: null,
    officialAgency: null,
    subject: `subject-${at % 7}`,
    purpose: 'city-services',
    consent: `consent-${at % 7}`,
    scopes: ['identity:profile'],
    fields: { identity: ['PersonalText.value', 'Profile.name'] },
    requestId: `request-${at}`,
    result: 'complete',
  };
}
