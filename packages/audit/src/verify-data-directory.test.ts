import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendCheckpoint } from './journal-folder.ts';
import { verifyDataDirectory } from './verify-data-directory.ts';

test.each([
  [1, 'chain c: 1 entry was signed for, and the journal is gone'],
  [2, 'chain c: 2 entries were signed for, and the journal is gone'],
])('a journal of %i that is gone', (count, line) => {
  const published = mkdtempSync(join(tmpdir(), 'civic-graph-audit-'));
  onTestFinished(() => rmSync(published, { recursive: true }));
  appendCheckpoint(published, {
    chain: 'c',
    count,
    head: '',
    time: new Date(0).toISOString(),
    signature: '',
  });
  const report = verifyDataDirectory(join(published, 'none'), published);
  expect(report).toEqual({ isWhole: false, lines: [line] });
});
