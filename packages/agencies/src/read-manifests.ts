import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';
import { parseManifest } from './parse-manifest.ts';

const manifestFile = 'manifest.json';

/** Content of a folder with `<name>/manifest.json`. */
export interface ManifestListing {
  /** Folders in it, by name, with or without a manifest. */
  readonly folders: readonly string[];
  /** Paths of the manifests. */
  readonly files: readonly string[];
  /** The valid manifests, by name of the folder. */
  readonly manifests: readonly Manifest[];
  /** One line for each problem of the others. */
  readonly problems: readonly string[];
}

/** Reads every `<name>/manifest.json` in a folder; the manifest names the subgraph, not the folder. */
export async function readManifests(folder: string): Promise<ManifestListing> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isFile() && !entry.name.startsWith('.'));
  const folders = names.map(({ name }) => name).sort();
  const read = await Promise.all(folders.map((name) => readOne(folder, name)));
  const found = read.filter((one) => one !== null);
  return {
    folders: folders.map((name) => join(folder, name)),
    files: found.map(({ file }) => file),
    manifests: found.flatMap(({ manifest }) => manifest ?? []),
    problems: found.flatMap(({ problems }) => problems),
  };
}

interface ManifestText {
  readonly file: string;
  readonly manifest: Manifest | null;
  readonly problems: readonly string[];
}

async function readOne(folder: string, name: string): Promise<ManifestText | null> {
  const file = join(folder, name, manifestFile);
  const text = await readFile(file, 'utf8').catch(nothingThere);
  if (text === null) return null;
  const origin = `${name}/${manifestFile}`;
  try {
    return { file, manifest: parseManifest(text, origin), problems: [] };
  } catch (error) {
    if (error instanceof ManifestError) return { file, manifest: null, problems: error.problems };
    throw error;
  }
}

function nothingThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
    return null;
  }
  throw error;
}
