import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournalFolder, entryText, openJournalFolder } from '@civic-graph/audit';
import { Journal, journalLimits, type OpenJournalFile, openJournalFile } from '@civic-graph/audit/writer';
import { median, type Row } from '../report.ts';
import type { SuiteOptions, SuiteResult } from './suite.ts';

const suite = 'journal';
const disks: Readonly<Record<string, OpenJournalFile>> = {
  'written and synced': openJournalFile,
  'written, not synced': openUnsynced,
};
const callers = [1, 4, 16, 64];

/**
 * Cost of a durable record, by number of callers; each sends the next one when the last is durable. The
 * temporary folder must be on the disk under test.
 */
export async function run({ rounds, say, quick }: SuiteOptions): Promise<SuiteResult> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-journal-'));
  const rows: Row[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const [contender, openFile] of Object.entries(disks)) {
        for (const count of callers) {
          const path = join(folder, `${round}-${contender}-${count}`);
          const records = (quick ? 20 : 100) * Math.max(count, 5);
          rows.push({
            suite,
            query: `${count} at once`,
            contender,
            round,
            amount: count,
            ...(await measure(path, openFile, count, records)),
          });
        }
      }
      say(`  round ${round}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { rows, table: tableOf(rows) };
}

async function measure(path: string, openFile: OpenJournalFile, count: number, records: number) {
  await createJournalFolder(path, 'bench');
  const folder = openJournalFolder(path);
  if (folder === null) throw new Error(`${path} is not a journal`);
  let syncs = 0;
  const journal = new Journal({
    folder,
    limits: journalLimits,
    async openFile(file) {
      const opened = await openFile(file);
      const append = (bytes: Buffer) => {
        syncs += 1;
        return opened.append(bytes);
      };
      return { ...opened, append };
    },
  });
  await journal.append([record()]);
  syncs = 0;
  const times: number[] = [];
  let left = records;
  const caller = async () => {
    while (left-- > 0) {
      const sent = performance.now();
      await journal.append([record()]);
      times.push(performance.now() - sent);
    }
  };
  const before = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: count }, caller));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  await journal.close();
  times.sort((one, other) => one - other);
  return {
    rps: records / seconds,
    p50_ms: times[Math.floor(records * 0.5)] ?? 0,
    p99_ms: times[Math.floor(records * 0.99)] ?? 0,
    cpu_ms: (user + system) / 1_000 / records,
    rss_mb: process.memoryUsage.rss() / 2 ** 20,
    // No process is started; the number of records per sync is stored here.
    cold_ms: records / syncs,
  };
}

async function openUnsynced(path: string) {
  const file = await open(path, 'a', 0o600);
  return {
    append: (bytes: Buffer) => file.appendFile(bytes),
    truncate: (bytes: number) => file.truncate(bytes),
    probe: async () => undefined,
    close: () => file.close(),
  };
}

function tableOf(rows: readonly Row[]): string {
  const lines = [
    '| records | waiting at once | records per sync | durable records per second | µs CPU per record | p50, ms | p99, ms |',
    '|---|--:|--:|--:|--:|--:|--:|',
  ];
  for (const contender of new Set(rows.map((row) => row.contender))) {
    for (const amount of callers) {
      const figure = (name: 'cold_ms' | 'rps' | 'cpu_ms' | 'p50_ms' | 'p99_ms') =>
        median(
          rows.filter((row) => row.contender === contender && row.amount === amount).map((row) => row[name]),
        );
      const cells = [
        figure('cold_ms').toFixed(1),
        figure('rps').toFixed(0),
        (figure('cpu_ms') * 1_000).toFixed(0),
        figure('p50_ms').toFixed(2),
        figure('p99_ms').toFixed(2),
      ];
      lines.push(`| ${contender} | ${amount} | ${cells.join(' | ')} |`);
    }
  }
  return lines.join('\n');
}

/** Like a record of the query over four agencies. */
function record(): string {
  return entryText({
    kind: 'access',
    time: new Date().toISOString(),
    app: 'wechat-city',
    caller: 'citizen',
    official: null,
    officialAgency: null,
    subject: 'S'.repeat(43),
    purpose: 'city-services',
    consent: 'demo-lin-wechat-city',
    scopes: [
      'identity:basic',
      'identity:profile',
      'identity:sensitive',
      'payments:notices',
      'transport:passes',
    ],
    fields: {
      identity: ['PersonalText.value', 'Profile.birthDate', 'Profile.name', 'SensitiveDate.value'],
      payments: [
        'Citizen.notices',
        'Citizen.payments',
        'Notice.agency',
        'Notice.amount',
        'Notice.code',
        'NoticeConnection.nodes',
        'Payment.id',
        'Payment.receipt',
        'Receipt.number',
      ],
      transport: ['Citizen.transitPasses', 'TransitPass.kind', 'TransitPass.valid'],
    },
    requestId: crypto.randomUUID(),
    result: 'complete',
  });
}
