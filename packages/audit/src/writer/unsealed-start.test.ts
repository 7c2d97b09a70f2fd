import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from '../files/disk.ts';
import { openJournalFolder } from '../files/journal-folder.ts';
import { nextLink } from '../format/chain.ts';
import { verifyDataDirectory } from '../verify/verify-data-directory.ts';
import { accessEntry } from './access-entry.fixture.ts';
import { lastLink } from './last-link.ts';
import { openJournal } from './open-journal.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'civic-unsealed-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('entries that were appended while the gateway was stopped are reported as unsigned at the restart', async () => {
  const first = await open();
  await first.journal.append([accessEntry('a'), accessEntry('b')]);
  await first.close();
  expect(await verify()).not.toContain('at a restart');

  const { file } = folder().segments().at(-1)!;
  appendFileSync(file, `${nextLink(lastLink(file)!, accessEntry('forged')).line}\n`);
  const second = await open();
  await second.journal.append([accessEntry('c')]);
  await second.close();
  expect(await verify()).toContain('5 entries, 5 of them under signed checkpoints');
  expect(await verify()).toContain('1 entry not under a signed checkpoint at a restart (last 3 to 3)');
});

test('a gateway that was stopped in order notes nothing', async () => {
  for (const id of ['a', 'b', 'c']) {
    const opened = await open();
    await opened.journal.append([accessEntry(id)]);
    await opened.close();
  }
  expect([...folder().lines()]).toHaveLength(3);
});

const folder = () => openJournalFolder(join(root, 'audit', 'gateway-1'))!;

function open() {
  return openJournal(
    { folder: join(root, 'audit', 'gateway-1'), checkpoints: join(root, 'checkpoints') },
    {
      disk: localDisk,
      clock: () => new Date(),
      logger: { warn() {}, error() {} },
      isMoreComing: () => false,
    },
  );
}

async function verify(): Promise<string> {
  const { lines } = await verifyDataDirectory({
    places: [{ auditFolder: join(root, 'audit'), published: join(root, 'checkpoints') }],
    askWitness: null,
    witnessKey: null,
    chains: [],
    now: new Date(),
  });
  return lines.join('\n');
}
