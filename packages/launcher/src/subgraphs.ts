import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, ManifestError, parseManifest } from '@civic-graph/agencies';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';
import { repository } from './repository.ts';

/** What a demo needs to run a subgraph, besides its manifest: `demo.json` in its folder. */
const demoSettings = z.strictObject({
  /** Variables of the user that are passed on unchanged. */
  environment: z.array(z.string()).default([]),
  /** Whether it keeps records in a PostgreSQL database of its own. */
  database: z.boolean().default(false),
  /** Names in secrets.json, by variable. */
  secrets: z.record(z.string(), z.enum(['addressee'])).default({}),
  /** Flags of V8 (docs/explanation/adr/0022). */
  nodeFlags: z.array(z.string()).default([]),
});

/** A subgraph whose server is in this clone. */
export interface DemoSubgraph extends Readonly<z.infer<typeof demoSettings>> {
  readonly name: string;
  /** Of the endpoint in its manifest. */
  readonly port: number;
}

const folderOfClone = join(repository, 'subgraphs');

/**
 * Names of all subgraphs with a manifest in a folder, also of those that run elsewhere.
 *
 * @throws LaunchError with one line for each problem
 */
export function publishedSubgraphs(folder: string = folderOfClone): readonly string[] {
  return readManifests(folder, foldersIn(folder)).map(({ subgraph }) => subgraph);
}

/**
 * The subgraphs that a demo runs, by port: of this clone, with a manifest and a server.
 *
 * @throws LaunchError with one line for each problem
 */
export function demoSubgraphs(): readonly DemoSubgraph[] {
  const withServer = foldersIn(folderOfClone).filter((name) =>
    existsSync(join(folderOfClone, name, 'src', 'index.ts')),
  );
  return readManifests(folderOfClone, withServer)
    .flatMap(({ subgraph, endpoint }) => {
      const port = portOnLoopback(endpoint);
      return port === null ? [] : [{ name: subgraph, port, ...settingsOf(subgraph) }];
    })
    .toSorted((one, other) => one.port - other.port);
}

/** In variables: `PUBLIC_WORKS` for `public-works`. */
export function suffixOf(subgraph: string): string {
  return subgraph.toUpperCase().replaceAll('-', '_');
}

function readManifests(folder: string, names: readonly string[]): Manifest[] {
  const problems: string[] = [];
  const manifests = names.flatMap((name) => {
    const file = join(folder, name, 'manifest.json');
    if (!existsSync(file)) return [];
    try {
      return [parseManifest(readFileSync(file, 'utf8'), file)];
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new LaunchError(problems.join('\n'));
  return manifests;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new LaunchError(`AGENCY_MANIFESTS: ${folder} is no folder that can be read`);
  }
}

/** `null` for a server that runs elsewhere. */
function portOnLoopback(endpoint: string): number | null {
  if (!URL.canParse(endpoint)) return null;
  const { hostname, port } = new URL(endpoint);
  return ['127.0.0.1', 'localhost'].includes(hostname) && port !== '' ? Number(port) : null;
}

function settingsOf(subgraph: string): z.infer<typeof demoSettings> {
  const file = join(folderOfClone, subgraph, 'demo.json');
  if (!existsSync(file)) return demoSettings.parse({});
  const parsed = demoSettings.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new LaunchError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
}
