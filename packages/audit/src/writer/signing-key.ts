import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '../files/disk.ts';
import { replaceFile } from '../files/durable-files.ts';
import { readPublicKey } from '../files/evidence-folder.ts';
import type { JournalFolder } from '../files/journal-folder.ts';

/**
 * The key for checkpoints: the given one, or one created at the first start beside the journal.
 * @throws Error if the chain began with another key, because its checkpoints would count as forged
 */
export async function keepSigningKey(
  folder: JournalFolder,
  disk: Disk,
  given: KeyObject | null,
): Promise<KeyObject> {
  const key = given ?? (await keyBeside(folder, disk));
  const begun = readPublicKey(folder.path, folder.chain);
  if (begun !== null && !begun.equals(createPublicKey(key))) {
    throw new Error(
      `the journal ${folder.path} was begun with another signing key: set AUDIT_SIGNING_KEY to that key, or move the journal away`,
    );
  }
  return key;
}

async function keyBeside(folder: JournalFolder, disk: Disk): Promise<KeyObject> {
  const file = join(folder.path, 'signing-key.pem');
  const pem = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // An earlier version left an empty file if the disk was full.
  if (pem !== '') return createPrivateKey(pem);
  const { privateKey } = generateKeyPairSync('ed25519');
  // With a public key present, checkpoints of a new key would count as forged.
  if (readPublicKey(folder.path, folder.chain) === null) {
    await replaceFile(disk, file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  }
  return privateKey;
}
