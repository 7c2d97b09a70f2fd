import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { drawSeed, randomNumbers } from '../../../testing/src/random-numbers.ts';
import type { Link } from '../format/chain.ts';
import { type Checkpoint, signCheckpoint } from '../format/checkpoint.ts';
import { type JournalEntry, readEntry } from '../format/entry.ts';
import {
  access,
  chained,
  honestCity,
  linksOf,
  note,
  now,
  pemOf,
  pruned,
  signing,
  type Traces,
  verify,
  wordOf,
  written,
} from './small-city.fixture.ts';

/*
 * Attacks with write access to the disks of a gateway, and how many are detected. `TRIALS=1000` runs the full
 * number of the scorecard.
 */
const seed = drawSeed();
const trials = Number(process.env.TRIALS ?? 120);
const chain = 'v2.gateway';

type Random = (below: number) => number;
/** Attackers who rewrite the lines, by the keys they hold; the last one is the gateway's administrator. */
const attackers = ['has no key', 'signs with a key of its own', 'holds the signing key'] as const;
type Attacker = (typeof attackers)[number];

/** Attacks on entries, with the position of the first changed entry. */
const attacks: Readonly<Record<string, (traces: Plundered, random: Random) => void>> = {
  edit({ entries }, random) {
    const at = random(entries.length);
    entries[at] = { ...access(999), time: entries[at]!.time };
  },
  delete({ entries }, random) {
    entries.splice(random(entries.length - 1), 1 + random(3));
  },
  'delete the oldest'(traces, random) {
    const count = 1 + random(traces.entries.length - 1);
    traces.entries.splice(0, count);
    traces.first += count;
  },
  'delete the oldest and write a note of it'(traces, random) {
    const count = 10 * (1 + random(4));
    const head = traces.links[count - 1]!;
    traces.entries.splice(0, count);
    traces.first += count;
    traces.entries.push({ ...note(written), upTo: head.count, head: head.head });
  },
  'delete all'(traces) {
    traces.first += traces.entries.length;
    traces.entries.length = 0;
  },
  reorder({ entries }, random) {
    const one = random(entries.length - 1);
    const other = one + 1 + random(entries.length - one - 1);
    [entries[one], entries[other]] = [entries[other]!, entries[one]!];
  },
  cut({ entries }, random) {
    entries.length = random(entries.length);
  },
  replay({ entries }, random) {
    const from = random(entries.length);
    entries.splice(random(entries.length), 0, ...entries.slice(from, from + 1 + random(5)));
  },
  'forge a suffix'({ entries }, random) {
    const at = random(entries.length - 1);
    const forged = Array.from({ length: entries.length - at }, (_, each) => access(1_000 + each));
    entries.splice(at, entries.length - at, ...forged);
  },
  'replace the checkpoints'(_traces, _random) {
    // The lines stay; the signed checkpoints describe another history.
  },
};

interface Plundered {
  entries: JournalEntry[];
  /** As they were. */
  readonly links: readonly Link[];
  first: number;
}

test(`each of ${trials} attacks is found, with no key, another key or the signing key (seed ${seed})`, async () => {
  const random = randomNumbers(seed);
  const kinds = Object.keys(attacks);
  for (let trial = 0; trial < trials; trial += 1) {
    const kind = kinds[trial % kinds.length]!;
    const attacker = attackers[Math.floor(trial / kinds.length) % attackers.length]!;
    const { traces, word } = honestCity(chain);
    attack(traces, kind, attacker, random);
    const report = await verify(traces, word);
    expect(report.outcome, `${kind}, ${attacker}, trial ${trial}: ${report.lines}`).toBe('broken');
  }
}, 300_000);

test(`cut or edited lines among what vouches never pass for more than they are (seed ${seed})`, async () => {
  const random = randomNumbers(seed);
  for (let trial = 0; trial < trials / 4; trial += 1) {
    const { traces, word } = honestCity(chain);
    const file = [...traces.checkpoints, ...traces.receipts][random(4)]!;
    const isLast = random(2) === 0;
    const at = isLast ? file.length - 1 : random(file.length);
    const line = file[at]!;
    const cut = random(line.length - 1) + 1;
    file[at] = line.slice(0, cut);
    const { outcome, lines } = await verify(traces, word);
    // A line torn by a crash is not treated as tampering.
    expect(outcome, `${line.slice(0, cut)}: ${lines}`).toBe('whole');
    expect(lines[0]).toContain('1 incomplete among checkpoints and receipts');
    // A complete line that was not signed is.
    const honest = honestCity(chain);
    const forged = honest.traces.checkpoints[random(2)]!;
    const { count, ...rest } = JSON.parse(forged[0]!) as Checkpoint;
    forged[0] = JSON.stringify({ ...rest, count: count + 1 });
    expect((await verify(honest.traces, honest.word)).outcome).toBe('broken');
  }
}, 120_000);

describe('the result for an unaltered journal', () => {
  test('that it is whole, what was pruned, and that the identity service has all of it', async () => {
    const { traces, word } = honestCity(chain);
    expect(await verify(traces, word)).toEqual({
      outcome: 'whole',
      lines: [
        'gateway-1: intact: 80 entries, 80 of them under signed checkpoints, ' +
          '80 acknowledged by the identity service, of which the first 20 are no longer kept here',
      ],
    });
  });

  test('without the identity service, that nothing is said of a misused key', async () => {
    const { traces } = honestCity(chain);
    const { outcome, lines } = await verify(traces, null);
    expect(outcome).toBe('unproved');
    expect(lines[0]).toContain('not checked: a misuse of the signing key');
    // Such an attack would indeed go undetected.
    attack(traces, 'forge a suffix', 'holds the signing key', () => 58);
    expect((await verify(traces, null)).outcome).toBe('unproved');
  });

  test('that old entries without an acknowledgement of the identity service are unproved', async () => {
    const { traces, word } = honestCity(chain);
    const link = linksOf(traces).at(-1)!;
    const { lines, links } = chained([access(81), access(82)], link);
    traces.lines.push(...lines);
    for (const place of traces.checkpoints) {
      place.push(JSON.stringify(signCheckpoint(chain, links[1]!, now, signing.privateKey)));
    }
    const report = await verify(traces, word);
    expect(report.outcome).toBe('unproved');
    expect(report.lines[0]).toContain('entries 81 to 82, which the identity service does not acknowledge');
  });

  test('of a chain of an earlier version, that nobody knows who removed its beginning', async () => {
    const { traces, word } = honestCity('d0a1b2c3');
    traces.lines.splice(0, 10);
    traces.first = pruned + 11;
    traces.bounds.shift();
    const { outcome, lines } = await verify(traces, word);
    expect(outcome).toBe('unproved');
    expect(lines[0]).toContain('who removed the first 30 entries');
  });

  test('of checkpoints that an earlier version wrote behind one that was cut off, that they hold', async () => {
    const { traces, word } = honestCity(chain);
    const [own] = traces.checkpoints;
    own[3] = own[3]!.slice(0, 40) + own[4]!;
    own.splice(4, 1);
    const { outcome, lines } = await verify(traces, word);
    expect(outcome, lines[0]).toBe('whole');
  });

  test('that other chains must be verified elsewhere', async () => {
    const { traces, word } = honestCity(chain);
    const other = honestCity('v2.other').word.chains[0]!;
    const { outcome, lines } = await verify(traces, wordOf([...word.chains, other]));
    expect(outcome).toBe('unproved');
    expect(lines[1]).toContain('chain v2.other: known to the identity service, but not in these folders');
  });
});

function attack(traces: Traces, kind: string, attacker: Attacker, random: Random): void {
  const plundered: Plundered = {
    entries: traces.lines.map((line) => readEntry(JSON.parse(line.slice(line.indexOf('{'))))),
    links: linksOf(traces),
    first: traces.first,
  };
  const before = { count: traces.first - 1, head: honestHead(traces) };
  attacks[kind]!(plundered, random);
  const removed = plundered.first - traces.first;
  const from = removed === 0 ? before : plundered.links[removed - 1]!;
  const { lines, links } = chained(plundered.entries, from);
  traces.lines = lines;
  traces.first = plundered.first;
  traces.bounds = [plundered.first];
  const key =
    attacker === 'holds the signing key' ? signing.privateKey : generateKeyPairSync('ed25519').privateKey;
  if (attacker === 'has no key') {
    // An attacker can remove every contradiction; then the identity service is the only witness.
    const kept = kind === 'replace the checkpoints' ? [] : random(2) === 0 ? [] : null;
    if (kept !== null) traces.checkpoints = [[], []];
    if (kind === 'replace the checkpoints') traces.publicKeys = [pemOf(key), pemOf(key)];
    return;
  }
  sign(traces, kind === 'replace the checkpoints' ? forgedLinks(links) : links, key);
}

function sign(traces: Traces, links: readonly Link[], key: KeyObject): void {
  const sealed = links.filter((_, at) => at % 5 === 0 || at === links.length - 1);
  const lines = sealed.map((link) => JSON.stringify(signCheckpoint(traces.chain, link, now, key)));
  traces.checkpoints = [lines, [...lines]];
  traces.receipts = [[], []];
  traces.publicKeys = [pemOf(key), pemOf(key)];
}

function forgedLinks(links: readonly Link[]): readonly Link[] {
  return links.map(({ count }) => ({ count, head: 'A'.repeat(43) }));
}

/** Hash of the last pruned entry, as the note in the chain states. */
function honestHead({ lines }: Traces): string {
  const entries = lines.map((line) => readEntry(JSON.parse(line.slice(line.indexOf('{')))));
  const found = entries.find(
    (entry) => entry.kind === 'note' && entry.event === 'pruned' && entry.upTo === pruned,
  );
  return found?.kind === 'note' && found.event === 'pruned' ? found.head : '';
}

test('an answer of the witness under another key than the one given is wrong, not only unproved', async () => {
  const { traces, word } = honestCity(chain);
  const given = createPublicKey(word.publicKey);
  expect((await verify(traces, word, given)).outcome).toBe('whole');
  const other = generateKeyPairSync('ed25519').publicKey;
  expect(await verify(traces, word, other)).toMatchObject({ outcome: 'broken' });
});
