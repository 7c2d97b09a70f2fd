import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, checkpointSchema } from '../format/checkpoint.ts';
import { type Receipt, receiptSchema } from '../format/receipt.ts';
import { type Disk, localDisk } from './disk.ts';
import { appendLine, replaceFile } from './durable-files.ts';
import { readSignedLines, type SignedLines } from './signed-lines.ts';

/*
 * Evidence for a chain, stored beside its journal and in a second place: checkpoints, receipts and the public
 * key.
 */

/** Names of chains with checkpoints in a folder. */
export function chainsWithCheckpoints(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^(.+)\.checkpoints$/.exec(name)?.[1] ?? []);
}

export function readCheckpoints(folder: string, chain: string): SignedLines<Checkpoint> {
  return readSignedLines(checkpointFile(folder, chain), startOf(chain), (value) =>
    checkpointSchema.parse(value),
  );
}

export function readReceipts(folder: string, chain: string): SignedLines<Receipt> {
  return readSignedLines(receiptFile(folder, chain), startOf(chain), (value) => receiptSchema.parse(value));
}

export async function appendCheckpoint(
  folder: string,
  checkpoint: Checkpoint,
  disk: Disk = localDisk,
): Promise<void> {
  await disk.makeFolder(folder);
  await appendLine(disk, checkpointFile(folder, checkpoint.chain), JSON.stringify(checkpoint));
}

export async function appendReceipt(folder: string, receipt: Receipt, disk: Disk = localDisk): Promise<void> {
  await disk.makeFolder(folder);
  await appendLine(disk, receiptFile(folder, receipt.chain), JSON.stringify(receipt));
}

/**
 * Returns the chain's public key as first stored here.
 *
 * @throws Error if the file is malformed
 */
export function readPublicKey(folder: string, chain: string): KeyObject | null {
  const file = keyFile(folder, chain);
  // An earlier version left an empty file when the disk was full.
  const text = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  return text.length === 0 ? null : createPublicKey(text);
}

/** Written once; a later key does not replace it. */
export async function writePublicKey(
  folder: string,
  chain: string,
  key: KeyObject,
  disk: Disk = localDisk,
): Promise<void> {
  if (readPublicKey(folder, chain) !== null) return;
  await disk.makeFolder(folder);
  const pem = key.export({ type: 'spki', format: 'pem' }).toString();
  await replaceFile(disk, keyFile(folder, chain), pem);
}

/** Checkpoints and receipts both start with the chain's name. */
function startOf(chain: string): string {
  return `{"chain":${JSON.stringify(chain)}`;
}

function checkpointFile(folder: string, chain: string): string {
  return join(folder, `${chain}.checkpoints`);
}

function receiptFile(folder: string, chain: string): string {
  return join(folder, `${chain}.receipts`);
}

function keyFile(folder: string, chain: string): string {
  return join(folder, `${chain}.pem`);
}
