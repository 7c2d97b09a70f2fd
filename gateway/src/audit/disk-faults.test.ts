import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AccessRecord, openJournalFolder, verifyDataDirectory } from '@civic-graph/audit';
import { PublicError } from '@civic-graph/errors';
import { sampleOutsideGate } from '@civic-graph/testing';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type DiskError, diskErrors, FailingDisk } from '../../test/fixtures/failing-disk.ts';
import { type IdentityWitness, startIdentityWitness } from '../../test/fixtures/identity-witness.ts';
import { createAccessAudit } from './access-audit.ts';
import type { Disclosure } from './access-records.ts';

/*
 * Fails each disk call of a journal, one per run: at the start, a record, a checkpoint, a receipt, the end.
 * `FAULTS=all` tries each error at each call.
 */
const errorsAt = (call: number): readonly DiskError[] =>
  process.env.FAULTS === 'all' ? diskErrors : [diskErrors[call % diskErrors.length] as DiskError];

let identity: IdentityWitness;
let folder: string;
beforeAll(async () => {
  identity = await startIdentityWitness();
});
afterAll(() => identity.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-disk-faults-'));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

test('after any failed disk call, disclosed records survive, the chain verifies, and writing resumes', async () => {
  const calls = await life(join(folder, 'healthy'), new FailingDisk());
  expect(new Set(calls)).toEqual(
    new Set(['makeFolder', 'open', 'append', 'truncate', 'probe', 'measure', 'close', 'rename', 'remove']),
  );
  for (const [call, name] of sampleOutsideGate([...calls.entries()], 4)) {
    for (const code of errorsAt(call)) {
      for (const once of [true, false]) {
        const disk = new FailingDisk();
        disk.fail(call, code, once);
        const path = join(folder, `${call}-${code}-${once}`);
        await life(path, disk).catch((error: unknown) => {
          throw new Error(`${once ? 'only' : 'from'} call ${call}, ${name}, with ${code}`, { cause: error });
        });
        rmSync(path, { recursive: true });
      }
    }
  }
}, 600_000);

/** A start, records, a checkpoint, an end; then the same on a healthy disk, and the verification's result. */
async function life(path: string, failing: FailingDisk): Promise<readonly string[]> {
  const recorded: string[] = [];
  const first = start(path, failing);
  for (const id of ['one', 'two']) {
    await record(first, id, recorded);
    vi.advanceTimersByTime(60_000);
  }
  await first.close();
  const calls = [...failing.calls];
  failing.heal();
  await liveWell(path, failing, recorded);
  return calls;
}

/** In a process with earlier failures, to show that they leave nothing behind. */
async function liveWell(path: string, failing: FailingDisk, recorded: string[]): Promise<void> {
  const second = start(path, failing);
  await until(() => record(second, 'three', recorded));
  expect(second.lag().isWritable).toBe(true);
  await second.close();
  const auditFolder = join(path, 'audit');
  const journal = openJournalFolder(join(auditFolder, 'gateway-1'))!;
  const lines = [...journal.lines()].map((line) => JSON.parse(line.slice(line.indexOf('{'))) as AccessRecord);
  const ids = lines.filter(({ kind }) => kind === 'access').map(({ requestId }) => requestId);
  // Refused records may be there; disclosed ones must be.
  expect(ids).toEqual(expect.arrayContaining(recorded));
  const { outcome, lines: said } = await verifyDataDirectory({
    places: [{ auditFolder, published: join(path, 'checkpoints') }],
    askWitness: async () => identity.word(),
    witnessKey: null,
    chains: [journal.chain],
    now: new Date(),
  });
  expect(outcome, said.join()).toBe('whole');
}

test('a journal recovers from failed writes within a second, without a restart or a request', async () => {
  for (const code of diskErrors) {
    const failing = new FailingDisk();
    const path = join(folder, code);
    const audit = start(path, failing);
    const recorded: string[] = [];
    await until(() => record(audit, 'before', recorded));
    failing.fail(failing.calls.length, code, false);
    for (const id of ['lost', 'lost too']) expect(await record(audit, id, recorded)).toBe(false);
    expect(audit.lag().isWritable).toBe(false);
    // At checkpoints as well, as often as they come.
    for (let minute = 0; minute < 3; minute += 1) vi.advanceTimersByTime(60_000);
    failing.heal();
    await until(async () => {
      vi.advanceTimersByTime(1_000);
      return audit.lag().isWritable;
    });
    expect(await record(audit, 'after', recorded)).toBe(true);
    await audit.close();
    await liveWell(path, failing, recorded);
  }
}, 120_000);

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await holds()) return;
    await sleep(5);
  }
  throw new Error('the fault did not occur');
}

function start(path: string, { disk }: FailingDisk) {
  return createAccessAudit(
    { folder: join(path, 'audit', 'gateway-1'), checkpoints: join(path, 'checkpoints') },
    {
      hashSubject: (key) => key,
      logger: pino({ level: 'silent' }),
      identity: identity.service,
      disk,
      retryAfterMs: 50,
    },
  );
}

async function record(
  audit: ReturnType<typeof createAccessAudit>,
  requestId: string,
  recorded: string[],
): Promise<boolean> {
  try {
    await audit.ensureWritable();
    await audit.record(delivery(requestId));
    recorded.push(requestId);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(PublicError);
    expect(error).toMatchObject({ extensions: { code: 'ACCESS_NOT_RECORDED' } });
    return false;
  }
}

function delivery(requestId: string): Disclosure {
  const served = {
    policyIndex: { requirementsOf: () => [] },
    cacheIndex: { ownersOf: () => ['people'] },
  } as unknown as Disclosure['served'];
  return {
    served,
    principal: { kind: 'anonymous' } as Disclosure['principal'],
    requestId,
    fields: new Set(['Person.diary']),
    citizenKeys: new Set(),
    hasErrors: false,
  };
}
