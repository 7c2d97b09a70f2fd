import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AgencySource,
  changeableSource,
  createAgencyDirectory,
  type Manifest,
  manifestSchema,
  parseManifest,
} from '@civic-graph/agencies';

/** Folder of the demo's agencies. */
const subgraphs = new URL('../../../', import.meta.url);

/** Manifests of the demo's agencies. */
export const cityManifests: readonly Manifest[] = readdirSync(subgraphs)
  .map((name) => ({ name, file: new URL(`${name}/manifest.json`, subgraphs) }))
  .filter(({ file }) => existsSync(file))
  .map(({ name, file }) => parseManifest(readFileSync(file, 'utf8'), name));

export const cityDirectory = createAgencyDirectory(cityManifests);

/** The demo's agencies, with changes that a test makes. */
export function citySource(): ReturnType<typeof changeableSource> & AgencySource {
  return changeableSource(cityDirectory);
}

/** A fifth agency, which no file of the others names. */
export function librariesManifest({
  scopes,
  ...changes
}: Partial<Omit<Manifest, 'scopes'>> & { readonly scopes?: readonly object[] } = {}): Manifest {
  return manifestSchema.parse({
    formatVersion: 1,
    subgraph: 'libraries',
    agency: {
      id: 'culture',
      name: { zh: '示范市文化局', en: 'Culture Bureau' },
      kind: 'CULTURE',
      homepage: 'https://culture.city.example/',
      phone: '+8657112000007',
    },
    contacts: [{ about: 'engineering', email: 'graph@culture.city.example' }],
    endpoint: 'http://127.0.0.1:4010/graphql',
    signing: { algorithm: 'hmac-sha256' },
    scopes: scopes ?? [loans],
    ...changes,
  });
}

export const loans = {
  id: 'libraries:loans',
  dataClass: 'C2',
  title: { zh: '图书借阅记录', en: 'Library loans' },
  content: { zh: '您在市图书馆借阅的图书', en: 'The books that you have borrowed from the city’s libraries' },
} as const;

export interface ManifestFolder {
  readonly path: string;
  write(manifest: Manifest): Promise<void>;
  remove(subgraph: string): Promise<void>;
  delete(): Promise<void>;
}

/** A folder of its own with these manifests. */
export async function manifestFolderWith(manifests: readonly Manifest[]): Promise<ManifestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'civic-graph-agencies-'));
  const folder: ManifestFolder = {
    path,
    async write(manifest) {
      await mkdir(join(path, manifest.subgraph), { recursive: true });
      await writeFile(join(path, manifest.subgraph, 'manifest.json'), JSON.stringify(manifest));
    },
    remove: (subgraph) => rm(join(path, subgraph), { recursive: true }),
    delete: () => rm(path, { recursive: true, force: true }),
  };
  for (const manifest of manifests) await folder.write(manifest);
  return folder;
}
