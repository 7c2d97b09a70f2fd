import { expandManifest, structureReference } from './expand-manifest.ts';
import { checkManifest, type Manifest, parseJson } from './manifest.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { readStructure } from './read-structure.ts';

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
