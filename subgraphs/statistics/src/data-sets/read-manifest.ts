import { expandManifest, structureReference } from './expand-manifest.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { type Checked, Problems, refused } from './problem.ts';
import { readStructure } from './read-structure.ts';

/** Parses a manifest, with the structure messages that it names. */
export async function readManifest(text: string, file: string): Promise<Checked<Manifest>> {
  const problems = new Problems(file);
  const fields = fieldsOf(text);
  const reference = structureReference(fields, problems);
  if (!problems.none) return refused(problems);
  if (reference === null) return parseManifest(text, file);
  const structure = await readStructure(reference.files, file);
  if (!structure.ok) return structure;
  const expanded = expandManifest(fields, reference, structure.value, problems);
  return problems.none ? parseManifest(JSON.stringify(expanded), file) : refused(problems);
}

/** `undefined` if it is not JSON, which the manifest's parser reports. */
function fieldsOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
