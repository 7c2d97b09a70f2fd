import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ReleaseStore } from '../observations/release-store.ts';
import type { RegionRegister } from '../regions/region-register.ts';
import type { DataSet } from './data-set.ts';
import { findManifests } from './find-manifests.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import type { Checked, Problem } from './problem.ts';
import { readDataSet } from './read-data-set.ts';

/** Raise it where the same files would be released otherwise than before: they are then loaded anew. */
const loaderVersion = 1;

/** What is told of each data set while the folder is loaded. */
export type LoadEvent =
  | { readonly kind: 'loaded'; readonly dataSet: DataSet; readonly reused: boolean }
  | { readonly kind: 'refused'; readonly manifest: string; readonly problems: readonly Problem[] };

/**
 * Loads every data set of a folder. One that is broken is refused with a report, and the others are served.
 *
 * @param folder the data sets; each manifest names its own file, by a path relative to itself or absolute
 * @throws ConfigurationError where there is no such folder, or nothing in it
 */
export async function loadDataSets(
  folder: string,
  register: RegionRegister,
  store: ReleaseStore,
  report: (event: LoadEvent) => void,
): Promise<readonly DataSet[]> {
  const dataSets = new Map<string, DataSet>();
  for (const file of await findManifests(folder)) {
    const text = await readFile(file, 'utf8');
    const loaded = await loadDataSet(file, text, dataSets, register, store);
    if (loaded.ok) {
      const { dataSet } = loaded.value;
      dataSets.set(dataSet.manifest.id, dataSet);
      report({ kind: 'loaded', ...loaded.value });
    } else {
      report({ kind: 'refused', manifest: file, problems: loaded.problems });
    }
  }
  return [...dataSets.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
}

async function loadDataSet(
  manifestFile: string,
  manifestText: string,
  before: ReadonlyMap<string, DataSet>,
  register: RegionRegister,
  store: ReleaseStore,
): Promise<Checked<{ readonly dataSet: DataSet; readonly reused: boolean }>> {
  const parsed = parseManifest(manifestText, manifestFile);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  if (before.has(manifest.id))
    return problem(manifestFile, 'id', `another data set is called ${manifest.id}`);
  const file = resolve(dirname(manifestFile), manifest.file);
  const content = await readFile(file).catch(() => null);
  if (content === null) return problem(manifestFile, 'file', `cannot be read: ${file}`);

  const version = contentHash(manifest, content, register);
  const published = await store.published(version);
  if (published !== undefined) {
    return { ok: true, value: { dataSet: { manifest, version, ...published }, reused: true } };
  }
  const read = await readDataSet(content, file, manifest, register);
  if (!read.ok) return read;
  const { observations, profile } = read.value;
  const load = await store.publish(manifest.id, version, profile, observations);
  return { ok: true, value: { dataSet: { manifest, version, profile, load }, reused: false } };
}

function contentHash(manifest: Manifest, content: Buffer, register: RegionRegister): string {
  return createHash('sha256')
    .update(JSON.stringify([loaderVersion, register.hash, { ...manifest, file: '' }]))
    .update(content)
    .digest('hex');
}

function problem(file: string, column: string, text: string): Checked<never> {
  return { ok: false, problems: [{ file, line: null, column, problem: text }] };
}
