import { readFile } from 'node:fs/promises';
import { expandManifest, structureReference } from './expand-manifest.ts';
import { checkManifest, idIn, type Manifest, parseJson } from './manifest.ts';
import { type Checked, type Problem, Problems, refused } from './problem.ts';
import { readStructure } from './read-structure.ts';
import { maximumManifestBytes, unreadable } from './regular-file.ts';

export type ManifestOutcome =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  /** @property id of the data set whose last release stays; null to serve nothing */
  | { readonly kind: 'manifest-refused'; readonly id: string | null; readonly problems: readonly Problem[] };

/** Such a manifest is parsed within milliseconds. */
const smallManifestBytes = 64 * 1024;

/** Reads a small manifest; `undefined` for any other, and if it names structure messages. */
export async function readSmallManifest(file: string): Promise<ManifestOutcome | undefined> {
  const text = await manifestText(file, smallManifestBytes);
  if (!text.ok) return undefined;
  const problems = new Problems(file);
  const reference = structureReference(parseJson(text.value), problems);
  return reference === null && problems.none ? outcomeOf(text.value, file) : undefined;
}

/** Reads the file of a manifest, with the structure messages that it names. */
export async function readManifestFile(file: string): Promise<ManifestOutcome> {
  const text = await manifestText(file);
  if (!text.ok) return { kind: 'manifest-refused', id: null, problems: text.problems };
  return outcomeOf(text.value, file);
}

async function outcomeOf(text: string, file: string): Promise<ManifestOutcome> {
  const parsed = await readManifest(text, file);
  return parsed.ok
    ? { kind: 'manifest', manifest: parsed.value }
    : { kind: 'manifest-refused', id: idIn(text), problems: parsed.problems };
}

export async function manifestText(
  file: string,
  maximumBytes = maximumManifestBytes,
): Promise<Checked<string>> {
  const irregular = await unreadable(file, maximumBytes);
  const value = irregular === null ? await readFile(file, 'utf8').catch(() => null) : null;
  if (value !== null) return { ok: true, value };
  const problem = irregular ?? 'cannot be read; correct its permissions';
  return { ok: false, problems: [{ file, line: null, column: null, problem }] };
}

/** Parses a manifest, with the structure messages that it names. */
export async function readManifest(text: string, file: string): Promise<Checked<Manifest>> {
  const problems = new Problems(file);
  const fields = parseJson(text);
  const reference = structureReference(fields, problems);
  if (!problems.none) return refused(problems);
  if (reference === null) return checkManifest(fields, file);
  const structure = await readStructure(reference.files, file);
  if (!structure.ok) return structure;
  const expanded = expandManifest(fields, reference, structure.value, problems);
  return problems.none ? checkManifest(expanded, file) : refused(problems);
}
