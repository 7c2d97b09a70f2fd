import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, ManifestError, parseManifest } from '@civic-graph/agencies';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';
import { repository } from './repository.ts';

/** Data that a demo needs to run a subgraph, besides its manifest: `demo.json` in its folder. */
const demoSettings = z.strictObject({
  /** Variables of the user that are passed on unchanged. */
  environment: z.array(z.string()).default([]),
  /** Whether it has a PostgreSQL database. */
  database: z.boolean().default(false),
  /** Names in secrets.json, by variable. */
  secrets: z.record(z.string(), z.enum(['addressee', 'registrySeal'])).default({}),
  /** Names in secrets.json of private Ed25519 keys, passed on as PEM, by variable. */
  signingKeys: z.record(z.string(), z.enum(['registrySigning'])).default({}),
  /** V8 flags (docs/explanation/adr/0022). */
  nodeFlags: z.array(z.string()).default([]),
});

/** A subgraph whose server is in this repository. */
export interface DemoSubgraph extends Readonly<z.infer<typeof demoSettings>> {
  readonly name: string;
  /** Folder in `subgraphs`, which also names the database. */
  readonly folder: string;
  /** Port of the endpoint in its manifest. */
  readonly port: number;
}

export const ownManifests = join(repository, 'subgraphs');

/**
 * Returns the names of subgraphs with a manifest in a folder that share a secret with the gateway. They may
 * run elsewhere.
 *
 * @throws LaunchError with one line for each problem
 */
export function subgraphsWithSecret(folder: string): readonly string[] {
  return readManifests(folder, foldersIn(folder))
    .filter(({ manifest }) => manifest.signing.algorithm === 'hmac-sha256')
    .map(({ manifest }) => manifest.subgraph);
}

/**
 * Returns the subgraphs that a demo runs, by port: those of this repository with a manifest and a server.
 *
 * @throws LaunchError with one line for each problem
 */
export function demoSubgraphs(): readonly DemoSubgraph[] {
  const withServer = foldersIn(ownManifests).filter((folder) =>
    existsSync(join(ownManifests, folder, 'src', 'index.ts')),
  );
  return readManifests(ownManifests, withServer)
    .flatMap(({ folder, manifest: { subgraph, endpoint } }) => {
      const port = portOnLoopback(endpoint);
      return port === null ? [] : [{ name: subgraph, folder, port, ...settingsOf(folder) }];
    })
    .toSorted((one, other) => one.port - other.port);
}

/** Returns a name as it ends a variable: `PUBLIC_WORKS` for `public-works`. */
export function suffixOf(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

interface ReadManifest {
  readonly folder: string;
  readonly manifest: Manifest;
}

function readManifests(parent: string, folders: readonly string[]): ReadManifest[] {
  const problems: string[] = [];
  const manifests = folders.flatMap((folder) => {
    const file = join(parent, folder, 'manifest.json');
    if (!existsSync(file)) return [];
    try {
      return [{ folder, manifest: parseManifest(readFileSync(file, 'utf8'), file) }];
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new LaunchError(problems.join('\n'));
  return manifests;
}

function foldersIn(parent: string): string[] {
  try {
    return readdirSync(parent).sort();
  } catch {
    throw new LaunchError(`AGENCY_MANIFESTS: cannot read the folder ${parent}; set it to one with manifests`);
  }
}

/** Returns `null` for a server that runs elsewhere. */
function portOnLoopback(endpoint: string): number | null {
  if (!URL.canParse(endpoint)) return null;
  const { hostname, port } = new URL(endpoint);
  return ['127.0.0.1', 'localhost'].includes(hostname) && port !== '' ? Number(port) : null;
}

function settingsOf(folder: string): z.infer<typeof demoSettings> {
  const file = join(ownManifests, folder, 'demo.json');
  if (!existsSync(file)) return demoSettings.parse({});
  const parsed = demoSettings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LaunchError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
