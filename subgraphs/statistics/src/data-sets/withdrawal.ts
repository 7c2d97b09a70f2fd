import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { contentOf } from './content-hash.ts';
import type { DataSet } from './data-set.ts';
import { type Manifest, manifestParts, parseJson } from './manifest.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { maximumManifestBytes, unreadable } from './regular-file.ts';
import { textSchema } from './text.ts';

/** Why and when a release was withdrawn. */
export interface Withdrawal {
  readonly reason: z.infer<typeof textSchema>;
  /** RFC 3339, UTC. */
  readonly withdrawnAt: string;
}

const orderSchema = z.strictObject({
  dataflow: manifestParts.sdmxId,
  /** `Release.version`: every release of this content is withdrawn. */
  version: z.string().regex(/^[0-9a-f]{16,128}$/, 'the version of a release, from Dataflow.releases'),
  reason: textSchema,
});

/** The content of a `withdrawal.json`, by which the owner of a data set withdraws a release. */
export type WithdrawalOrder = z.infer<typeof orderSchema>;

/**
 * Whether a content was withdrawn, perhaps as another version: new registers, a new key or a newer service
 * make the same file and manifest a new version, which must not be released by that.
 */
export function isWithdrawn(
  earlier: readonly DataSet[],
  manifest: Manifest,
  { contentHash, version }: { readonly contentHash: string; readonly version: string },
): boolean {
  const content = JSON.stringify(contentOf(manifest));
  return earlier.some(
    (release) =>
      release.withdrawal !== undefined &&
      (release.version === version ||
        (release.profile.fileHash === contentHash &&
          JSON.stringify(contentOf(release.manifest)) === content)),
  );
}

/** The files `withdrawal.json` and `<name>.withdrawal.json` in a folder and below, in a stable order. */
export async function findWithdrawals(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((entry) => /(^|[/\\.])withdrawal\.json$/.test(entry))
    .sort()
    .map((entry) => join(folder, entry));
}

export async function readWithdrawal(file: string): Promise<Checked<WithdrawalOrder>> {
  const problems = new Problems(file);
  const irregular = await unreadable(file, maximumManifestBytes);
  const text = irregular === null ? await readFile(file, 'utf8').catch(() => null) : null;
  if (text === null) {
    problems.add(null, null, irregular ?? 'cannot be read; correct its permissions');
    return refused(problems);
  }
  const parsed = orderSchema.safeParse(parseJson(text));
  if (parsed.success) return { ok: true, value: parsed.data };
  for (const { path, message } of parsed.error.issues) problems.add(null, path.join('.') || null, message);
  return refused(problems);
}
