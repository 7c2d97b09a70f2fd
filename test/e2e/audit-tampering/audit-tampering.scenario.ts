import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  genesisOf,
  nextLink,
  openJournalFolder,
  readCheckpoints,
  readPublicKey,
  signCheckpoint,
  verifyChain,
} from '@civic-graph/audit';
import { freePort } from '@civic-graph/demo/database-server';
import { requestToken } from '@civic-graph/launcher';
import { drawSeed, eventually, randomNumbers } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type NodeProcess, startNode } from '../../node-process.ts';
import { ask } from '../deployment.ts';
import { city } from '../one-city/city.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const query = '{ me { profile { name { value } } notices(first: 2) { nodes { code } } } }';
const seed = drawSeed();

let token: string;
let data: string;
/** `gateway-<port>` of the gateway under test. */
let name: string;
/** Received answers with personal data. */
let delivered = 0;

beforeAll(async () => {
  token = await requestToken(city.issuerUrl, { persona: 'lin' });
  data = mkdtempSync(join(tmpdir(), 'civic-audit-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

test('a gateway that is killed while it answers has recorded every answer that it sent', async () => {
  const port = String(await freePort());
  name = `gateway-${port}`;
  const first = await startGateway(port);
  await Promise.all(Array.from({ length: 8 }, () => readUntilEnd(port)).concat(killSoon(first)));
  expect(delivered).toBeGreaterThan(20);
  // The torn tail that a crash leaves after the last complete record.
  appendFileSync(journal().segments().at(-1)!.file, '99 half a rec');

  const second = await startGateway(port);
  const answer = await ask(`http://127.0.0.1:${port}/graphql`, { token, query });
  expect(answer.errors).toBeUndefined();
  delivered += 1;
  await second.end();
  const lines = [...journal().lines()];
  const records = lines.filter((line) => line.includes('"kind":"access"'));
  expect(records.length).toBeGreaterThanOrEqual(delivered);
  expect(lines.filter((line) => line.includes('"torn-tail"'))).toHaveLength(1);
  // The note follows the torn tail, and says which entries the kill left without a checkpoint.
  const note = lines.find((line) => line.includes('"unsealed"')) ?? '';
  const { from, upTo } = JSON.parse(note.slice(note.indexOf('{'))) as { from: number; upTo: number };
  const whole = {
    code: 0,
    output:
      `${name}: intact: ${lines.length} entries, ${lines.length} of them under signed checkpoints, ` +
      `${lines.length} acknowledged by the identity service, ` +
      `${upTo - from + 1} entries not under a signed checkpoint at a restart (last ${from} to ${upTo})\n`,
  };
  expect(await verifyCommand(data)).toEqual(whole);
  expect(await verify(data)).toEqual(whole);
}, 120_000);

test('no record contains a value, an internal key or a pairwise id', async () => {
  const text = [...journal().lines()].join('\n');
  const who = await ask(`${city.gatewayUrl}/graphql`, {
    token,
    query: '{ me { id profile { name { value } } } }',
  });
  const { me } = who.data as { me: { id: string; profile: { name: { value: string } } } };
  expect(me.profile.name.value).not.toBe('');
  for (const secret of [me.id, me.profile.name.value, 'CTZ-']) expect(text).not.toContain(secret);
  expect(text).toContain('Profile.name');
});

test(`the command finds tampering with the real files and names the first bad entry (seed ${seed})`, async () => {
  const whole = [...journal().lines()];
  const at = seed % (whole.length - 1);
  const cases: Readonly<Record<string, { lines: string[]; first: number }>> = {
    edit: { lines: whole.with(at, whole[at]!.replace('wechat-city', 'weibo-city')), first: at + 1 },
    delete: { lines: whole.toSpliced(at, 1), first: at + 1 },
    swap: { lines: whole.with(at, whole[at + 1]!).with(at + 1, whole[at]!), first: at + 1 },
    cut: { lines: whole.slice(0, at), first: at + 1 },
    // The note of the torn tail names no app.
  };
  for (const [kind, { lines, first }] of Object.entries(cases)) {
    if (lines.join() === whole.join()) continue;
    const copy = copyWith(lines);
    const { code, output } = await verify(copy);
    expect(code, kind).toBe(1);
    expect(output, kind).toContain(`entry ${first} `);
    rmSync(copy, { recursive: true });
  }
  // Without the identity service less is proved, and the output says so.
  expect(await verify(data, 'none')).toMatchObject({
    code: 3,
    output: expect.stringContaining('not checked: a misuse of the signing key'),
  });
  // With all evidence here deleted, the second place still has it.
  const copy = copyWith(whole);
  rmSync(join(copy, 'audit', name), { recursive: true });
  expect(await verify(copy)).toMatchObject({
    code: 1,
    output: expect.stringContaining('the journal is missing'),
  });
  rmSync(copy, { recursive: true });
});

test('the identity service contradicts a journal that was rewritten with the signing key', async () => {
  const { chain, path, lines } = journal();
  const signingKey = createPrivateKey(readFileSync(join(path, 'signing-key.pem')));
  let link = genesisOf(chain);
  // Notes of the gateway name no app.
  const edited = [...lines()].findIndex((line) => line.includes('wechat-city'));
  expect(edited).not.toBe(-1);
  const forged = [...lines()].map((line, at) => {
    const json = line.slice(line.indexOf('{'));
    const next = nextLink(link, at === edited ? json.replace('wechat-city', 'weibo-city') : json);
    link = next.link;
    return next.line;
  });
  const copy = copyWith(forged);
  const checkpoint = `${JSON.stringify(signCheckpoint(chain, link, new Date(), signingKey))}\n`;
  for (const place of [name, 'checkpoints']) {
    writeFileSync(join(copy, 'audit', place, `${chain}.checkpoints`), checkpoint);
    rmSync(join(copy, 'audit', place, `${chain}.receipts`));
  }
  expect(await verify(copy)).toMatchObject({
    code: 1,
    output: expect.stringContaining('the identity service received something else'),
  });
  // Nothing else would detect it.
  expect(await verify(copy, 'none')).toMatchObject({ code: 3 });
  rmSync(copy, { recursive: true });
});

test(`1,000 random edits, deletions, swaps and cuts of the real journal are all found (seed ${seed})`, () => {
  const folder = journal();
  const whole = [...folder.lines()];
  const { lines: checkpoints } = readCheckpoints(folder.path, folder.chain);
  const key = readPublicKey(folder.path, folder.chain)!;
  const random = randomNumbers(seed);
  for (let round = 0; round < 1_000; round++) {
    const { lines, first } = tamper(whole, round % 4, random);
    const vouchers = { checkpoints, publicKey: key, witness: null };
    const verdict = verifyChain({ chain: folder.chain, first: 1, lines }, vouchers);
    expect(verdict, `round ${round}`).toMatchObject({ kind: 'broken', first });
  }
});

function tamper(whole: readonly string[], kind: number, random: (below: number) => number) {
  const at = random(whole.length - 1);
  switch (kind) {
    case 0: {
      const line = whole[at]!;
      const place = random(line.length);
      const other = line[place] === '7' ? '8' : '7';
      return { lines: whole.with(at, line.slice(0, place) + other + line.slice(place + 1)), first: at + 1 };
    }
    case 1:
      return { lines: whole.toSpliced(at, 1), first: at + 1 };
    case 2: {
      const other = at + 1 + random(whole.length - at - 1);
      return { lines: whole.with(at, whole[other]!).with(other, whole[at]!), first: at + 1 };
    }
    default:
      return { lines: whole.slice(0, at), first: at + 1 };
  }
}

function journal() {
  return openJournalFolder(join(data, 'audit', name))!;
}

function copyWith(lines: readonly string[]): string {
  const copy = mkdtempSync(join(tmpdir(), 'civic-audit-'));
  cpSync(data, copy, { recursive: true });
  const [segment] = openJournalFolder(join(copy, 'audit', name))!.segments();
  writeFileSync(segment!.file, lines.map((line) => `${line}\n`).join(''));
  return copy;
}

async function startGateway(port: string): Promise<NodeProcess> {
  const service = city.services.find((candidate) => candidate.name === 'gateway')!;
  const gateway = startNode(service.entry, {
    ...service.environment,
    LOG_LEVEL: 'info',
    PORT: port,
    ADMIN_PORT: String(await freePort()),
    DATA_DIR: data,
  });
  await gateway.ready(`http://127.0.0.1:${port}`);
  return gateway;
}

async function readUntilEnd(port: string): Promise<void> {
  for (let count = 0; ; count++) {
    // Each request differs, so that none share an answer.
    const own = query.replace('{ me', `query Q${count} { me`);
    const answer = await ask(`http://127.0.0.1:${port}/graphql`, { token, query: own }).catch(() => null);
    if (answer === null) return;
    if (answer.data !== undefined && answer.errors === undefined) delivered += 1;
  }
}

async function killSoon(gateway: NodeProcess): Promise<void> {
  await eventually(() => expect(delivered).toBeGreaterThan(20));
  await gateway.end('SIGKILL');
}

interface Verdict {
  readonly code: number;
  readonly output: string;
}

/** The command as typed. */
function verifyCommand(dataDirectory: string): Promise<Verdict> {
  return verdictOf('npm', ['run', '--silent', 'audit', '--', ...commandOn(dataDirectory, city.issuerUrl)]);
}

/** The built program, without npm and a compiler. */
function verify(dataDirectory: string, witness = city.issuerUrl): Promise<Verdict> {
  return verdictOf(process.execPath, [
    'packages/cli/dist/main.js',
    'audit',
    ...commandOn(dataDirectory, witness),
  ]);
}

/** Names the chain, because the identity service also knows those of the other gateways. */
function commandOn(dataDirectory: string, witness: string): readonly string[] {
  const options = ['--data-dir', dataDirectory, '--witness', witness, '--chain', journal().chain];
  return ['verify', ...options];
}

function verdictOf(program: string, args: readonly string[]): Promise<Verdict> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: repository }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout }),
    );
  });
}
