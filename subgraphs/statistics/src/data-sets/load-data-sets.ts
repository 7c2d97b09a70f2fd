import { dirname, resolve } from 'node:path';
import type { Clock } from '@civic-graph/tokens';
import { problemsAcrossReleases } from '../disclosure/across-releases.ts';
import type { NativeBlock } from '../engine/native-block.ts';
import type { StatisticsEngine } from '../engine/statistics-engine.ts';
import { codeLayout } from '../observations/code-layout.ts';
import type { ReleaseStore } from '../observations/release-store.ts';
import type { RegionRegister } from '../regions/region-register.ts';
import { unknownAgency } from './agencies.ts';
import { applyWithdrawals } from './apply-withdrawals.ts';
import { versionOf } from './content-hash.ts';
import type { DataSet } from './data-set.ts';
import type { FileHashes } from './file-hashes.ts';
import { findManifests } from './find-manifests.ts';
import type { DataSetReader } from './loading/data-set-reader.ts';
import type { ReadHandlers } from './loading/read-file.ts';
import { idIn, type Manifest } from './manifest.ts';
import type { Problem } from './problem.ts';
import type { ReadProgress } from './read-data-set.ts';
import { manifestText, readSmallManifest } from './read-manifest.ts';
import { maximumFileBytes, unreadable } from './regular-file.ts';
import { isWithdrawn } from './withdrawal.ts';

const rowsBetweenReports = 500_000;

/** Progress of each data set during loading. */
export type LoadEvent =
  | { readonly kind: 'loaded'; readonly dataSet: DataSet; readonly reused: boolean }
  | {
      readonly kind: 'refused';
      readonly manifest: string;
      readonly problems: readonly Problem[];
      /** The release that is served instead; null if there is none. */
      readonly served: DataSet | null;
    }
  | { readonly kind: 'embargoed'; readonly manifest: Manifest }
  | { readonly kind: 'withdrawn'; readonly id: string; readonly version: string }
  | { readonly kind: 'withdrawal-refused'; readonly file: string; readonly problems: readonly Problem[] }
  | ({ readonly kind: 'progress'; readonly id: string } & ReadProgress)
  | { readonly kind: 'progress'; readonly id: string; readonly step: 'writing'; readonly rows: number };

/** Inputs for loading a folder of data sets. */
export interface LoadContext {
  readonly register: RegionRegister;
  readonly store: ReleaseStore;
  readonly engine: StatisticsEngine;
  readonly reader: DataSetReader;
  readonly hashes: FileHashes;
  readonly clock: Clock;
  /** Agencies that may publish. */
  readonly agencies: readonly string[];
  /** Secret key of disclosure control. */
  readonly disclosureKey: Uint8Array;
  readonly report: (event: LoadEvent) => void;
}

export interface LoadedFolder {
  /** By id. */
  readonly dataSets: readonly DataSet[];
  /** Every release of every data set, oldest first. */
  readonly releases: readonly DataSet[];
  /** Ids of data sets whose releases are all withdrawn. */
  readonly withdrawn: readonly string[];
  /** Data sets under embargo: checked, but not in the engine. */
  readonly upcoming: readonly Manifest[];
}

/**
 * Loads every data set of a folder. A broken one is refused with a report; its last release stays, and the
 * others are served.
 *
 * @param folder of manifests, each of which names its file by a relative or absolute path
 * @throws ConfigurationError if the folder is missing or empty
 */
export async function loadDataSets(folder: string, context: LoadContext): Promise<LoadedFolder> {
  const dataSets = new Map<string, DataSet>();
  const upcoming: Manifest[] = [];
  const manifests = await findManifests(folder);
  let before = await context.store.history();
  if (await applyWithdrawals(folder, before, context.store, context.report)) {
    before = await context.store.history();
  }
  // A withdrawn release is never served; the release before it is.
  const lastRelease = (id: string) =>
    before.findLast(({ manifest, withdrawal }) => manifest.id === id && withdrawal === undefined) ?? null;
  const withdrawn: string[] = [];
  for (const file of manifests) {
    const loaded = await loadManifest(file, dataSets, before, context);
    if (loaded.kind === 'loaded') {
      const { dataSet, reused } = loaded;
      dataSets.set(dataSet.manifest.id, dataSet);
      context.report({ kind: 'loaded', dataSet, reused });
      continue;
    }
    const served = loaded.id === null || dataSets.has(loaded.id) ? null : lastRelease(loaded.id);
    if (served !== null) dataSets.set(served.manifest.id, served);
    if (loaded.kind === 'embargoed') {
      upcoming.push(loaded.manifest);
      context.report({ kind: 'embargoed', manifest: loaded.manifest });
    } else if (loaded.kind === 'withdrawn') {
      if (served === null && !dataSets.has(loaded.id)) withdrawn.push(loaded.id);
    } else context.report({ kind: 'refused', manifest: file, problems: loaded.problems, served });
  }
  return {
    dataSets: [...dataSets.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1)),
    releases: await context.store.history(),
    withdrawn,
    upcoming,
  };
}

type Loaded =
  | { readonly kind: 'loaded'; readonly dataSet: DataSet; readonly reused: boolean }
  | { readonly kind: 'embargoed'; readonly id: string; readonly manifest: Manifest }
  | { readonly kind: 'withdrawn'; readonly id: string }
  /** @property id of the data set whose last release stays; null to serve nothing */
  | { readonly kind: 'refused'; readonly id: string | null; readonly problems: readonly Problem[] };

async function loadManifest(
  manifestFile: string,
  before: ReadonlyMap<string, DataSet>,
  history: readonly DataSet[],
  context: LoadContext,
): Promise<Loaded> {
  const small = await readSmallManifest(manifestFile);
  const outcome = small ?? (await context.reader.readManifest(manifestFile));
  if (outcome.kind === 'failed') {
    const text = await manifestText(manifestFile);
    const id = text.ok ? idIn(text.value) : null;
    return refusal(id, manifestFile, null, `cannot be read: ${outcome.reason}`);
  }
  if (outcome.kind === 'manifest-refused') return { ...outcome, kind: 'refused' };
  const { manifest } = outcome;
  const { id } = manifest;
  const agency = unknownAgency(manifest.agency, context.agencies);
  if (agency !== null) return refusal(null, manifestFile, 'agency', agency);
  if (before.has(id)) return refusal(null, manifestFile, 'id', `another data set is called ${id}`);
  const file = resolve(dirname(manifestFile), manifest.file);
  const unread = await unreadable(file, maximumFileBytes);
  if (unread !== null) return refusal(id, manifestFile, 'file', unread);
  const contentHash = await context.hashes.of(file);
  if (contentHash === undefined) return refusal(id, manifestFile, 'file', `cannot be read: ${file}`);
  const version = versionOf(manifest, contentHash, context.register, context.disclosureKey);
  const embargo = manifest.releaseAt;
  if (embargo !== undefined && Date.parse(embargo) > context.clock().getTime()) {
    return embargoed(file, version, manifest, context);
  }
  return loadFile(file, { contentHash, version }, manifest, history, context);
}

/** Checks a data set before its release; nothing of it reaches the engine. */
async function embargoed(
  file: string,
  version: string,
  manifest: Manifest,
  context: LoadContext,
): Promise<Loaded> {
  const { id } = manifest;
  if (!context.hashes.isChecked(version)) {
    const outcome = await read(file, manifest, '0'.repeat(16), async () => {}, context);
    if (outcome.kind === 'refused') return { kind: 'refused', id, problems: outcome.problems };
    if (outcome.kind === 'failed') return refusal(id, file, null, `cannot be loaded: ${outcome.reason}`);
    context.hashes.setChecked(version);
  }
  return { kind: 'embargoed', id, manifest };
}

async function loadFile(
  file: string,
  { contentHash, version }: { readonly contentHash: string; readonly version: string },
  manifest: Manifest,
  history: readonly DataSet[],
  context: LoadContext,
): Promise<Loaded> {
  const { store, engine, report } = context;
  const { id } = manifest;
  const earlier = history.filter((release) => release.manifest.id === id);
  if (isWithdrawn(earlier, manifest, { contentHash, version })) return { kind: 'withdrawn', id };
  const published = await store.published(version, manifest);
  if (published !== undefined) return { kind: 'loaded', dataSet: published, reused: true };
  const release = store.begin(manifest);
  const write = async (block: NativeBlock) => {
    await release.write(block);
    const { rows } = release;
    if (rows % rowsBetweenReports === 0) report({ kind: 'progress', id, step: 'writing', rows });
  };
  const outcome = await read(file, manifest, release.load, write, context);
  if (outcome.kind === 'refused') return { kind: 'refused', id, problems: outcome.problems };
  if (outcome.kind === 'failed') {
    await release.discard();
    return refusal(id, file, null, `cannot be loaded: ${outcome.reason}`);
  }
  if (outcome.contentHash !== contentHash) {
    await release.discard();
    const problem = 'changed while it was being read; it is read again when it has stopped changing';
    return refusal(id, file, null, problem);
  }
  const profile = { ...outcome.profile, fileHash: contentHash };
  const layout = codeLayout(manifest, profile);
  const candidate = { manifest, version, profile, layout, load: release.load };
  const problems = await problemsAcrossReleases(engine, candidate, earlier, file);
  if (problems.length > 0) {
    await release.discard();
    return { kind: 'refused', id, problems };
  }
  return { kind: 'loaded', dataSet: await release.publish(version, profile), reused: false };
}

function read(
  file: string,
  manifest: Manifest,
  load: string,
  write: ReadHandlers['write'],
  { register, reader, disclosureKey, clock, report }: LoadContext,
) {
  const readAt = clock().getTime();
  const request = { file, manifest, register: register.regions, disclosureKey, load, readAt };
  return reader.read(request, {
    write,
    progress: (progress) => report({ kind: 'progress', id: manifest.id, ...progress }),
  });
}

function refusal(id: string | null, file: string, column: string | null, problem: string): Loaded {
  return { kind: 'refused', id, problems: [{ file, line: null, column, problem }] };
}
