import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendCheckpoint } from '../files/evidence-folder.ts';
import { readWitness } from './read-witness.ts';
import { honestCity, layOut, now, wordOf } from './small-city.fixture.ts';
import { verifyDataDirectory } from './verify-data-directory.ts';

test.each([
  [1, 'chain c: 1 entry was signed for, but the journal is missing'],
  [2, 'chain c: 2 entries were signed for, but the journal is missing'],
])('a missing journal with %i signed entries', async (count, line) => {
  const published = mkdtempSync(join(tmpdir(), 'civic-graph-audit-'));
  onTestFinished(() => rmSync(published, { recursive: true }));
  await appendCheckpoint(published, {
    chain: 'c',
    count,
    head: '',
    time: new Date(0).toISOString(),
    signature: '',
  });
  const report = await verifyDataDirectory({
    places: [{ auditFolder: join(published, 'none'), published }],
    askWitness: null,
    witnessKey: null,
    chains: [],
    now: new Date(),
  });
  expect(report).toEqual({ outcome: 'broken', lines: [line] });
});

test('a journal whose name was removed is not passed over', async () => {
  const auditFolder = mkdtempSync(join(tmpdir(), 'civic-graph-audit-'));
  onTestFinished(() => rmSync(auditFolder, { recursive: true }));
  mkdirSync(join(auditFolder, 'gateway-1'));
  const report = await verifyDataDirectory({
    places: [{ auditFolder, published: join(auditFolder, 'checkpoints') }],
    askWitness: null,
    witnessKey: null,
    chains: [],
    now: new Date(),
  });
  expect(report.outcome).toBe('broken');
  expect(report.lines[0]).toBe('gateway-1: its file "chain" is missing');
});

test('gateways may share the second place of their checkpoints, and the name of their journals', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-graph-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const published = join(folder, 'checkpoints');
  const cities = ['first', 'second'].map((chain) => honestCity(chain));
  const places = cities.map(({ traces }) => {
    const auditFolder = join(folder, traces.chain, 'audit');
    layOut(traces, auditFolder, published);
    return { auditFolder, published };
  });
  const word = wordOf(cities.flatMap((city) => city.word.chains));
  const askWitness = async () => readWitness(word, null, now);
  const report = await verifyDataDirectory({ places, askWitness, witnessKey: null, chains: [], now });
  expect(report).toEqual({
    outcome: 'whole',
    lines: ['first', 'second'].map((chain) =>
      expect.stringContaining(`gateway-1 in ${join(folder, chain)}: intact: 80 entries`),
    ),
  });
});
