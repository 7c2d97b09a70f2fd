import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localDisk } from '../files/disk.ts';
import { readPublicKey, writePublicKey } from '../files/evidence-folder.ts';
import { createJournalFolder, openJournalFolder } from '../files/journal-folder.ts';
import { keepSigningKey } from './signing-key.ts';

let path: string;
beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'civic-signing-key-')), 'gateway');
  await createJournalFolder(path, 'v2.gateway');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

const folder = () => openJournalFolder(path)!;
const keyFile = () => join(path, 'signing-key.pem');

test('a key is created once, readable only by its owner', async () => {
  const first = await keepSigningKey(folder(), localDisk, null);
  expect((await keepSigningKey(folder(), localDisk, null)).equals(first)).toBe(true);
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
});

test('an external key leaves nothing beside the journal', async () => {
  const given = generateKeyPairSync('ed25519').privateKey;
  expect(await keepSigningKey(folder(), localDisk, given)).toBe(given);
  expect(existsSync(keyFile())).toBe(false);
});

test('an empty file, as a full disk left it before anything was signed, is replaced', async () => {
  writeFileSync(keyFile(), '');
  writeFileSync(join(path, 'v2.gateway.pem'), '');
  const key = await keepSigningKey(folder(), localDisk, null);
  await writePublicKey(path, 'v2.gateway', createPublicKey(key));
  expect(readPublicKey(path, 'v2.gateway')!.equals(createPublicKey(key))).toBe(true);
});

test('a key other than the chain’s first one signs nothing', async () => {
  const first = await keepSigningKey(folder(), localDisk, null);
  await writePublicKey(path, 'v2.gateway', createPublicKey(first));
  const other = generateKeyPairSync('ed25519').privateKey;
  await expect(keepSigningKey(folder(), localDisk, other)).rejects.toThrow('another signing key');
  rmSync(keyFile());
  await expect(keepSigningKey(folder(), localDisk, null)).rejects.toThrow('another signing key');
  expect(existsSync(keyFile())).toBe(false);
});
