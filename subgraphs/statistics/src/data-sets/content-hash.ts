import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { keyFingerprint } from '../disclosure/secret-draw.ts';
import type { RegionRegister } from '../regions/region-register.ts';
import { firstVersion, type Manifest } from './manifest.ts';

/** Increase it if the same files would be released differently, so that they are loaded again. */
const loaderVersion = 4;

/** Hash of a file, read in chunks; `undefined` if it cannot be read. */
export async function fileHash(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 256 * 1024 })) hash.update(piece);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

/** Identifies everything that decides what is released of a data set. */
export function versionOf(
  manifest: Manifest,
  contentHash: string,
  register: RegionRegister,
  disclosureKey: Uint8Array,
): string {
  const key = manifest.disclosure === undefined ? null : keyFingerprint(disclosureKey);
  const parts = [loaderVersion, register.hash, contentOf(manifest), key, contentHash];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What the owner of a data set says about it. */
export function contentOf(manifest: Manifest): object {
  // A default that a later version of this service introduces must not make old content count as new.
  const version = manifest.version === firstVersion ? undefined : manifest.version;
  // Release dates are not content.
  const calendar = { releaseAt: undefined, nextRelease: undefined };
  return { ...manifest, file: '', version, ...calendar };
}
