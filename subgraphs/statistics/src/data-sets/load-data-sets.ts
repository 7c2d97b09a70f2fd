import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { codeLayout } from '../observations/code-layout.ts';
import type { ReleaseStore } from '../observations/release-store.ts';
import type { RegionRegister } from '../regions/region-register.ts';
import { unknownAgency } from './agencies.ts';
import { fileHash, versionOf } from './content-hash.ts';
import type { DataSet } from './data-set.ts';
import { findManifests } from './find-manifests.ts';
import type { DataSetReader } from './loading/data-set-reader.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import type { Checked, Problem } from './problem.ts';
import type { ReadProgress } from './read-data-set.ts';
import { maximumFileBytes, maximumManifestBytes, unreadable } from './regular-file.ts';

const rowsBetweenReports = 500_000;

/** Progress of each data set during loading. */
export type LoadEvent =
  | { readonly kind: 'loaded'; readonly dataSet: DataSet; readonly reused: boolean }
  | { readonly kind: 'refused'; readonly manifest: string; readonly problems: readonly Problem[] }
  | ({ readonly kind: 'progress'; readonly id: string } & ReadProgress)
  | { readonly kind: 'progress'; readonly id: string; readonly step: 'writing'; readonly rows: number };

/** Inputs for loading a folder of data sets. */
export interface LoadContext {
  readonly register: RegionRegister;
  readonly store: ReleaseStore;
  readonly reader: DataSetReader;
  /** Agencies that may publish. */
  readonly agencies: readonly string[];
  /** Secret key of disclosure control. */
  readonly disclosureKey: Uint8Array;
  readonly report: (event: LoadEvent) => void;
}

/**
 * Loads every data set of a folder. A broken one is refused with a report; the others are served.
 *
 * @param folder of manifests, each of which names its file by a relative or absolute path
 * @throws ConfigurationError if the folder is missing or empty
 */
export async function loadDataSets(folder: string, context: LoadContext): Promise<readonly DataSet[]> {
  const dataSets = new Map<string, DataSet>();
  for (const file of await findManifests(folder)) {
    const loaded = await loadManifest(file, dataSets, context);
    if (loaded.ok) {
      const { dataSet } = loaded.value;
      dataSets.set(dataSet.manifest.id, dataSet);
      context.report({ kind: 'loaded', ...loaded.value });
    } else {
      context.report({ kind: 'refused', manifest: file, problems: loaded.problems });
    }
  }
  return [...dataSets.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
}

type Loaded = Checked<{ readonly dataSet: DataSet; readonly reused: boolean }>;

async function loadManifest(
  manifestFile: string,
  before: ReadonlyMap<string, DataSet>,
  context: LoadContext,
): Promise<Loaded> {
  const irregular = await unreadable(manifestFile, maximumManifestBytes);
  if (irregular !== null) return problem(manifestFile, null, irregular);
  const text = await readFile(manifestFile, 'utf8').catch(() => null);
  if (text === null) return problem(manifestFile, null, 'cannot be read; correct its permissions');
  const parsed = parseManifest(text, manifestFile);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  const agency = unknownAgency(manifest.agency, context.agencies);
  if (agency !== null) return problem(manifestFile, 'agency', agency);
  if (before.has(manifest.id)) {
    return problem(manifestFile, 'id', `another data set is called ${manifest.id}`);
  }
  const file = resolve(dirname(manifestFile), manifest.file);
  const unread = await unreadable(file, maximumFileBytes);
  if (unread !== null) return problem(manifestFile, 'file', unread);
  const contentHash = await fileHash(file);
  if (contentHash === undefined) return problem(manifestFile, 'file', `cannot be read: ${file}`);
  return loadFile(file, contentHash, manifest, context);
}

async function loadFile(
  file: string,
  contentHash: string,
  manifest: Manifest,
  { register, store, reader, disclosureKey, report }: LoadContext,
): Promise<Loaded> {
  const version = versionOf(manifest, contentHash, register, disclosureKey);
  const published = await store.published(version);
  if (published !== undefined) {
    const layout = codeLayout(manifest, published.profile);
    return { ok: true, value: { dataSet: { manifest, version, layout, ...published }, reused: true } };
  }
  const { id } = manifest;
  const release = store.begin(manifest);
  const request = { file, manifest, register: register.regions, disclosureKey, load: release.load };
  const outcome = await reader.read(request, {
    async write(text) {
      await release.write(text);
      const { rows } = release;
      if (rows % rowsBetweenReports === 0) report({ kind: 'progress', id, step: 'writing', rows });
    },
    progress: (progress) => report({ kind: 'progress', id, ...progress }),
  });
  if (outcome.kind === 'refused') return { ok: false, problems: outcome.problems };
  if (outcome.kind === 'failed') return problem(file, null, `cannot be loaded: ${outcome.reason}`);
  if (outcome.contentHash !== contentHash) {
    return problem(
      file,
      null,
      'changed while it was being read; restart the service when the file is complete',
    );
  }
  const { profile } = outcome;
  const publishedAt = await release.publish(version, profile);
  const layout = codeLayout(manifest, profile);
  return {
    ok: true,
    value: {
      dataSet: { manifest, version, profile, layout, load: release.load, publishedAt },
      reused: false,
    },
  };
}

function problem(file: string, column: string | null, text: string): Checked<never> {
  return { ok: false, problems: [{ file, line: null, column, problem: text }] };
}
