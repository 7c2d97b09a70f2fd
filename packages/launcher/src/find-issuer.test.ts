import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataDirectory } from './data-directory.ts';
import { findIssuer } from './find-issuer.ts';
import { processMark } from './process-mark.ts';
import { announcedIssuer, announceIssuer } from './running-issuer.ts';

const url = 'http://127.0.0.1:4999';
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-issuer-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('finds the demo of the data folder, whatever its port', async () => {
  const takeBack = await announceIssuer(dataDirectory(folder), url);
  expect(await findIssuer({ DATA_DIR: folder })).toBe(url);
  await takeBack();
  expect(await announcedIssuer(dataDirectory(folder))).toBeNull();
});

it('does not trust the recorded port of a killed demo', async () => {
  const announced = async (mark: string) => {
    await writeFile(join(folder, 'issuer.url'), `${url}\n${mark}`);
    return announcedIssuer(dataDirectory(folder));
  };
  expect(await announced(await processMark())).toBe(url);
  expect(await announced(`${process.pid}\nanother program\n`)).toBeNull();
  expect(await announced('')).toBeNull();
  await expect(findIssuer({ DATA_DIR: folder })).rejects.toThrow('DATA_DIR: no demo runs on');
});

it('uses no issuer of another demo if none runs for the named data folder', async () => {
  await expect(findIssuer({ DATA_DIR: folder })).rejects.toThrow(
    `DATA_DIR: no demo runs on ${folder}; start it with: DATA_DIR=${folder} npm start. One that runs elsewhere is named by PORT_IDENTITY`,
  );
  expect(await findIssuer({ DATA_DIR: folder, PORT_IDENTITY: '4999' })).toBe('http://127.0.0.1:4999');
  expect(await findIssuer({ DATA_DIR: folder, ISSUER_URL: url })).toBe(url);
});
