import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournalFolder, verifyDataDirectory } from '@civic-graph/audit';
import { eventually } from '@civic-graph/testing';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type PersonalGraph, startPersonalGraph } from '../../test/fixtures/personal-graph.ts';
import { limitedDisk, type SmallDisk, smallDisk } from '../../test/fixtures/small-disk.ts';

const diary = '{ person(id: "1") { name diary } }';
const name = '{ person(id: "1") { name } }';

const cleanUp: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

describe.each([
  ['that can be mounted, if this machine may mount one', smallDisk],
  ['that counts its bytes', () => limitedDisk(mkdtempSync(join(tmpdir(), 'civic-limited-disk-')))],
])('a full disk %s', (_, makeDisk) => {
  test('refuses personal data, serves public data, and recovers without a restart', async () => {
    const { small, personal, token } = await startOn(makeDisk);
    // Until the file of checkpoints is about to need another block (4 kB).
    for (let minute = 0; minute < 12; minute += 1) {
      // A busy disk may take longer than the journal waits.
      await eventually(async () => expect(await statusOf(personal, token)).toBe(200));
      await tick(personal);
    }
    small.fill();
    // Partial blocks have room for records and checkpoints, which run out at different times.
    const statuses: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      statuses.push(await statusOf(personal, token));
      await tick(personal);
    }
    expect(statuses.at(-1)).toBe(503);
    await expectRefused(personal, token);
    // The remains of a failed write are no evidence of tampering, even while the disk is full.
    expect((await verdict(small)).outcome).not.toBe('broken');

    small.empty();
    await expectServed(personal, token);
    await personal.graph.gateway.close();
    const { outcome, lines } = await verdict(small);
    expect(lines[0]).toMatch(
      /^gateway-1: intact: (\d+) entries, \1 of them under signed checkpoints; not checked/,
    );
    // No identity service to ask.
    expect(outcome).toBe('unproved');
  }, 120_000);

  test('at the start is reported, public data is served, and it recovers without a restart', async () => {
    const { small, personal, token } = await startOn(makeDisk, (disk) => disk.fill());
    await expectRefused(personal, token);
    small.empty();
    await expectServed(personal, token);
  }, 120_000);

  test('at a start after records were written is reported, and nothing is lost', async () => {
    const before = await startOn(makeDisk);
    await eventually(async () => expect(await statusOf(before.personal, before.token)).toBe(200));
    await before.personal.graph.gateway.close();
    before.small.fill();
    const again = await startAgain(before.small);
    await expectRefused(again, await again.token());
    before.small.empty();
    await expectServed(again, await again.token());
    await again.graph.gateway.close();
    expect((await verdict(before.small)).lines[0]).toContain('gateway-1: intact: ');
  }, 120_000);
});

async function expectRefused(personal: PersonalGraph, token: string): Promise<void> {
  const { ask, calls, send, log } = personal.graph;
  await ask(diary, { token });
  const before = calls.length;
  for (let times = 0; times < 3; times += 1) {
    const { status, json, headers } = await ask(diary, { token });
    expect({ status, data: json.data }).toEqual({ status: 503, data: undefined });
    expect(headers['retry-after']).toBe('5');
    expect(json.errors).toMatchObject([{ extensions: { code: 'ACCESS_NOT_RECORDED' } }]);
    expect(JSON.stringify(json)).not.toMatch(/dear diary|ENOSPC|no space/);
  }
  // No personal data is fetched that could not be recorded.
  expect(calls.length).toBe(before);
  expect((await ask(name, { token })).json.data).toEqual({ person: { name: 'Person 1' } });
  const ready = await send({ method: 'GET', url: '/readyz' });
  expect(ready.status).toBe(200);
  expect(ready.json).toMatchObject({ personalData: 'withheld', accessRecords: 'unwritable' });
  expect(await personal.graph.gateway.metrics()).toMatch(/civic_gateway_audit_unwritable(\{.*\})? 1/);
  expect(log.join()).toContain('access cannot be recorded: personal data is refused');
}

async function expectServed(personal: PersonalGraph, token: string): Promise<void> {
  const { send, gateway } = personal.graph;
  // Without a request.
  await eventually(async () => {
    vi.advanceTimersByTime(1_000);
    const ready = await send({ method: 'GET', url: '/readyz' });
    expect(ready.json).toMatchObject({ personalData: 'served', accessRecords: 'written' });
  });
  expect(await gateway.metrics()).toMatch(/civic_gateway_audit_unwritable(\{.*\})? 0/);
  const answer = await personal.graph.ask(diary, { token });
  expect(answer.json.data.person?.diary).toBe('dear diary');
}

async function statusOf(personal: PersonalGraph, token: string): Promise<number> {
  return (await personal.graph.ask(diary, { token })).status;
}

/** A minute, and a little for the work that it starts. */
async function tick(personal: PersonalGraph): Promise<void> {
  vi.advanceTimersByTime(60_000);
  await personal.graph.ask(name);
}

async function startOn(makeDisk: () => SmallDisk, prepare: (disk: SmallDisk) => void = () => undefined) {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  cleanUp.push(() => void vi.useRealTimers());
  const small = makeDisk();
  cleanUp.push(() => small.remove());
  prepare(small);
  const personal = await startAgain(small);
  return { small, personal, token: await personal.token() };
}

async function startAgain({ path, disk }: SmallDisk): Promise<PersonalGraph> {
  const audit = {
    folder: join(path, 'audit', 'gateway-1'),
    checkpoints: join(path, 'audit', 'checkpoints'),
  };
  const personal = await startPersonalGraph({ audit }, disk);
  cleanUp.push(() => personal.close());
  return personal;
}

function verdict({ path }: SmallDisk) {
  const auditFolder = join(path, 'audit');
  expect(openJournalFolder(join(auditFolder, 'gateway-1'))).not.toBeNull();
  return verifyDataDirectory({
    places: [{ auditFolder, published: join(auditFolder, 'checkpoints') }],
    askWitness: null,
    witnessKey: null,
    chains: [],
    now: new Date(),
  });
}
