import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readWitness, type Witness } from './read-witness.ts';
import { type Report, type VerifyOptions, verifyDataDirectory } from './verify-data-directory.ts';

/** Timeout (in milliseconds) of the request to the identity service. */
const timeoutMs = 10_000;

/** Folders and addresses of a verification, as an operator names them. */
export interface FoldersToVerify {
  /** Data folders of the gateways. */
  readonly folders: readonly string[];
  /** Second place of the checkpoints. Default is `audit/checkpoints` in each data folder. */
  readonly checkpoints?: string | undefined;
  /** Chains to verify. Default, if empty, is all that exist. */
  readonly chains: readonly string[];
  /**
   * URL of the identity service; `none` does not ask it. Default is the running demo of one of the folders,
   * else `http://127.0.0.1:4001`.
   */
  readonly witness?: string | undefined;
  /** PEM file with a key of the identity service, stored earlier. */
  readonly witnessKeyFile?: string | undefined;
  readonly now: Date;
  readonly fetch: typeof fetch;
}

/**
 * Verifies the journals in data folders, and asks the identity service which entries it has received.
 *
 * @throws Error with one line for the operator, if it cannot verify
 */
export async function verifyFolders(request: FoldersToVerify): Promise<Report> {
  const { folders, checkpoints, witnessKeyFile: keyFile } = request;
  const witnessKey = keyFile === undefined ? null : readKey(keyFile);
  const witness = request.witness ?? announcedBy(folders) ?? 'http://127.0.0.1:4001';
  return verifyDataDirectory({
    places: folders.map((folder) => {
      const auditFolder = join(resolve(folder), 'audit');
      return { auditFolder, published: resolve(checkpoints ?? join(auditFolder, 'checkpoints')) };
    }),
    askWitness: witness === 'none' ? null : () => askWitness(request, witness, witnessKey),
    witnessKey,
    chains: request.chains,
    now: request.now,
  });
}

/** URL of the identity service, as announced by the demo that runs on one of these folders. */
function announcedBy(folders: readonly string[]): string | undefined {
  const file = folders.map((folder) => join(resolve(folder), 'issuer.url')).find((each) => existsSync(each));
  return file && readFileSync(file, 'utf8').split('\n')[0];
}

/** @throws Error that names the file, if it contains no public key */
function readKey(file: string): KeyObject {
  const text = readFileSync(file);
  try {
    return createPublicKey(text);
  } catch {
    throw new Error(`--witness-key: ${file} is not a PEM file with a public key`);
  }
}

async function askWitness(
  { fetch, now }: FoldersToVerify,
  url: string,
  pinned: VerifyOptions['witnessKey'],
): Promise<Witness> {
  const response = await fetch(new URL('/access-witness', url), {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new Error(`${url} does not answer; name its address with --witness`);
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return readWitness(await response.json(), pinned, now);
}
