import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unknownAgency } from '../data-sets/agencies.ts';
import type { FileHashes } from '../data-sets/file-hashes.ts';
import type { Problem } from '../data-sets/problem.ts';
import { maximumFileBytes, maximumManifestBytes, unreadable } from '../data-sets/regular-file.ts';
import { keyFingerprint } from '../disclosure/secret-draw.ts';
import { cellSecret } from './cell-key.ts';
import { type MicrodataManifest, parseMicrodataManifest } from './microdata-manifest.ts';
import type { MicrodataStore } from './microdata-store.ts';
import { readMicrodata } from './read-microdata.ts';

/** Unit records from which custom tables are counted. */
export interface Microdata {
  readonly manifest: MicrodataManifest;
  /** Path of the file of records. */
  readonly file: string;
  /** Identifies the records in the engine. */
  readonly load: string;
  /** Hash of the records, their codes and the secret key. */
  readonly version: string;
  /** Selects deviations of cells. */
  readonly secret: Uint8Array;
}

/** Inputs for loading unit records. */
export interface MicrodataContext {
  readonly store: MicrodataStore;
  readonly hashes: FileHashes;
  readonly agencies: readonly string[];
  readonly disclosureKey: Uint8Array;
  /** Whether this service can charge apps for tables under differential privacy. */
  readonly hasLedger: boolean;
  readonly report: (event: MicrodataEvent) => void;
}

export type MicrodataEvent =
  | { readonly kind: 'loaded'; readonly id: string; readonly records: number; readonly reused: boolean }
  | { readonly kind: 'refused'; readonly manifest: string; readonly problems: readonly Problem[] };

/** Loads the unit records that `*.microdata.json` in a folder describe; refuses broken ones with a report. */
export async function loadMicrodata(
  folder: string,
  context: MicrodataContext,
): Promise<readonly Microdata[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const found = new Map<string, Microdata>();
  for (const entry of entries.filter((name) => name.endsWith('.microdata.json')).sort()) {
    const file = join(folder, entry);
    const loaded = await loadOne(file, found, context);
    if ('problems' in loaded) context.report({ kind: 'refused', manifest: file, problems: loaded.problems });
    else found.set(loaded.manifest.id, loaded);
  }
  const served = [...found.values()];
  await context.store.prune(served);
  return served;
}

type Refused = { readonly problems: readonly Problem[] };

async function loadOne(
  manifestFile: string,
  before: ReadonlyMap<string, Microdata>,
  context: MicrodataContext,
): Promise<Microdata | Refused> {
  const irregular = await unreadable(manifestFile, maximumManifestBytes);
  if (irregular !== null) return refused(manifestFile, null, irregular);
  const parsed = parseMicrodataManifest(await readFile(manifestFile, 'utf8'), manifestFile);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  const agency = unknownAgency(manifest.agency, context.agencies);
  if (agency !== null) return refused(manifestFile, 'agency', agency);
  if (manifest.privacy !== undefined && !context.hasLedger) {
    return refused(
      manifestFile,
      'privacy',
      'needs the embedded engine, whose single process keeps the budgets; remove privacy or unset CLICKHOUSE_URL',
    );
  }
  if (before.has(manifest.id))
    return refused(
      manifestFile,
      'id',
      `another file of unit records has the id ${manifest.id}; choose another one`,
    );
  const file = resolve(dirname(manifestFile), manifest.file);
  const unread = await unreadable(file, maximumFileBytes);
  if (unread !== null) return refused(manifestFile, 'file', unread);
  const contentHash = await context.hashes.of(file);
  if (contentHash === undefined) return refused(manifestFile, 'file', `cannot be read: ${file}`);
  // A second noise for the same records would average out the first, and go around their budget.
  for (const one of before.values()) {
    if ((await context.hashes.of(one.file)) !== contentHash) continue;
    const problem = `has the records of ${one.manifest.id}, which are protected once; keep one of the manifests`;
    return refused(manifestFile, 'file', problem);
  }
  return loadRecords(file, contentHash, manifest, context);
}

async function loadRecords(
  file: string,
  contentHash: string,
  manifest: MicrodataManifest,
  { store, disclosureKey, report }: MicrodataContext,
): Promise<Microdata | Refused> {
  const { id, variables, record, encoding } = manifest;
  const secret = cellSecret(disclosureKey, id);
  const coded = variables.map((variable) => [
    variable.column,
    variable.codelist.codes.map(({ code }) => code),
  ]);
  const parts = [id, coded, record, encoding, keyFingerprint(disclosureKey), contentHash];
  const version = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const known = await store.loaded(version);
  if (known !== undefined) {
    report({ kind: 'loaded', id, records: known.records, reused: true });
    return { manifest, file, load: known.load, version, secret };
  }
  const release = store.begin(manifest);
  const { problems, records } = await readMicrodata(
    file,
    manifest,
    release.load,
    disclosureKey,
    release.write,
  );
  if (problems.none && (await release.hasDuplicates())) {
    problems.add(null, record.column, 'two records have the same id; every record needs one of its own');
  }
  if (!problems.none) {
    await release.discard();
    return { problems: problems.list };
  }
  await release.publish(version, records);
  report({ kind: 'loaded', id, records, reused: false });
  return { manifest, file, load: release.load, version, secret };
}

function refused(file: string, column: string | null, problem: string): Refused {
  return { problems: [{ file, line: null, column, problem }] };
}
