import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReportRefused } from '@civic-graph/releases/pull';
import type { OperationUsage } from '@civic-graph/releases/usage';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type UnsentBatches, unsentBatches } from './unsent-batches.ts';
import { usageReports } from './usage-reports.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-27T08:00:30Z') }));
afterEach(() => void vi.useRealTimers());

const row = { signature: 'a'.repeat(64), fields: [] as string[] } as unknown as OperationUsage;

function start(rows: OperationUsage[] = [row], unsent = nothingUnsent) {
  const state = { fails: null as Error | null, sent: [] as string[], failures: [] as string[] };
  let number = 0;
  const reports = usageReports({
    ...{ gateway: 'gateway-1', everyMs: 60_000, clock: () => new Date() },
    counter: { take: () => rows },
    unsent,
    newId: () => String(++number),
    async send(batch) {
      if (state.fails) throw state.fails;
      const { id, minute } = JSON.parse(batch) as { id: string; minute: string };
      state.sent.push(`${id} ${minute.slice(11, 16)}`);
    },
    onFailure: (reason) => state.failures.push(reason),
  });
  return { state, reports };
}

const nothingUnsent: UnsentBatches = { take: async () => [], store: async () => {} };

test('are sent at each interval and at the end, with the minute in which the interval began', async () => {
  const { state, reports } = start();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(state.sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  await reports.close();
  expect(state.sent).toEqual(['1 08:00', '2 08:01']);
});

test('are sent again under the same id after a failure, which is reported once', async () => {
  const { state, reports } = start();
  state.fails = new Error('down');
  await vi.advanceTimersByTimeAsync(180_000);
  expect(state.failures).toEqual(['down']);
  state.fails = null;
  await vi.advanceTimersByTimeAsync(60_000);
  await reports.close();
  expect(state.sent.slice(0, 4)).toEqual(['1 08:00', '2 08:01', '3 08:02', '4 08:03']);
});

test('that the registry refuses for good do not stop the next ones', async () => {
  const { state, reports } = start();
  state.fails = new ReportRefused('status 400');
  await vi.advanceTimersByTimeAsync(60_000);
  state.fails = null;
  await reports.close();
  expect(state.sent).toEqual(['2 08:01']);
  expect(state.failures).toEqual(['a batch is lost: status 400']);
});

test('drop the oldest of a long failure', async () => {
  const large = { ...row, fields: Array.from({ length: 40_000 }, () => 'Type.field') };
  const { state, reports } = start([large]);
  state.fails = new Error('down');
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  state.fails = null;
  await reports.close();
  expect(state.sent.at(-1)).toBe('61 09:00');
  expect(state.sent.length).toBeGreaterThan(20);
  expect(state.sent.length).toBeLessThan(40);
  expect(state.failures).toContain('1 batches are lost: the registry has been down for too long');
});

test('that could not be sent are sent by the next process, once', async () => {
  vi.useRealTimers();
  const folder = await mkdtemp(join(tmpdir(), 'civic-unsent-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = start([row], unsentBatches(join(folder, 'registry')));
  first.state.fails = new Error('down');
  await first.reports.close();
  await writeFile(join(folder, 'registry', 'usage-broken.json'), '{');
  const second = start([], unsentBatches(join(folder, 'registry')));
  await second.reports.close();
  expect(second.state.sent).toEqual([expect.stringMatching(/^1 /)]);
  expect(await readdir(join(folder, 'registry'))).toEqual([]);
});
