import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, genesisOf, nextLink, signCheckpoint } from '@civic-graph/audit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-proof-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pemOf = (key: ReturnType<typeof generateKeyPairSync>['publicKey']) =>
  (key as import('node:crypto').KeyObject).export({ type: 'spki', format: 'pem' }).toString();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const [entry, later] = ['{"kind":"access"}', '{"kind":"note"}'];
const first = nextLink(genesisOf('gateway'), entry).link;
const last = nextLink(first, later).link;
const proof = {
  ...{ chain: 'gateway', publicKey: pemOf(publicKey), number: 1, before: genesisOf('gateway').head, entry },
  following: [digestOf(later)],
  checkpoint: signCheckpoint('gateway', last, new Date('2026-11-25T08:00:00Z'), privateKey),
};

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

it('verifies a downloaded proof with a key from elsewhere', async () => {
  const file = await fileOf('proof.json', JSON.stringify(proof));
  const own = await fileOf('own.pem', pemOf(publicKey));
  const verified = await run(['audit', 'proof', file, '--key', own, '--json']);
  expect([verified.code, JSON.parse(verified.stdout)]).toMatchObject([
    0,
    { outcome: 'holds', chain: 'gateway', number: 1, entry, signedAt: '2026-11-25T08:00:00.000Z' },
  ]);
  const printed = await run(['audit', 'proof', file, '--key', own]);
  expect([printed.code, printed.stdout]).toEqual([
    0,
    expect.stringContaining(`gateway 1 ${first.head}: in the chain`),
  ]);
  const foreign = await fileOf('foreign.pem', pemOf(generateKeyPairSync('ed25519').publicKey));
  const refused = await run(['audit', 'proof', file, '--key', foreign]);
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('has not signed')]);
});

it('refuses an altered proof with 1, and another file with 2', async () => {
  const altered = await fileOf('altered.json', JSON.stringify({ ...proof, entry: `${entry} ` }));
  expect((await run(['audit', 'proof', altered])).code).toBe(1);
  for (const text of ['no JSON', '{}']) {
    const other = await run(['audit', 'proof', await fileOf('other.json', text)]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('not a proof')]);
  }
});

it('does not vouch for a proof by its own key alone, which anybody can make', async () => {
  const forger = generateKeyPairSync('ed25519');
  const end = nextLink(genesisOf('gateway'), entry).link;
  const forged = {
    ...{ ...proof, publicKey: pemOf(forger.publicKey), following: [] },
    checkpoint: signCheckpoint('gateway', end, new Date('2026-11-25T08:00:00Z'), forger.privateKey),
  };
  const file = await fileOf('own-key.json', JSON.stringify(forged));
  const found = await run(['audit', 'proof', file]);
  expect([found.code, found.stderr]).toEqual([3, expect.stringContaining('not checked: whose key')]);
});

it('prints the key that was used alone, and no controls of the terminal', async () => {
  const forger = generateKeyPairSync('ed25519');
  const text = '{"kind":"access"}\u001b[2J\u009b1A\u202e';
  const end = nextLink(genesisOf('gateway'), text).link;
  const forged = {
    ...{ ...proof, entry: text, following: [] },
    publicKey: `${pemOf(forger.publicKey)}\u001b[2J${pemOf(publicKey)}`,
    checkpoint: signCheckpoint('gateway', end, new Date('2026-11-25T08:00:00Z'), forger.privateKey),
  };
  const file = await fileOf('forged.json', JSON.stringify(forged));
  const { stdout } = await run(['audit', 'proof', file]);
  expect(stdout.endsWith(`\n${pemOf(forger.publicKey)}`)).toBe(true);
  expect(stdout).not.toContain(pemOf(publicKey));
  expect(stdout).not.toMatch(/[^\P{C}\n]/u);
  const json = JSON.parse((await run(['audit', 'proof', file, '--json'])).stdout);
  expect(json.publicKey).toBe(pemOf(forger.publicKey));
});
