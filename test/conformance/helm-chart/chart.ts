import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { repository } from '../../e2e/compose/compose-file.ts';
import { cases } from './cases.ts';
import { findLayerProgram } from './helm-program.ts';
import type { KubernetesObject } from './objects.ts';

const run = promisify(execFile);
const helm = await findLayerProgram('helm');

/** In the title of a suite that is skipped. */
export const withoutHelm = helm === null ? ' (no helm)' : '';

export const chart = join(repository, 'deploy/helm/civic-graph');

const known = new Map<string, Promise<readonly KubernetesObject[]>>();

/** The objects of a case; rendered once. */
export function rendered(name: string): Promise<readonly KubernetesObject[]> {
  const objects = known.get(name) ?? render(cases[name] ?? {});
  known.set(name, objects);
  return objects;
}

/** The objects of the release `city` in the namespace `civic`. @throws Error with Helm's message */
export async function render(values: object): Promise<readonly KubernetesObject[]> {
  const text = await runWith(values, (file) => ['template', 'city', chart, '-n', 'civic', '-f', file]);
  return readObjects(text);
}

/** The objects of the release `city` as text, for a file of values. */
export async function templateWith(valuesFile: string): Promise<string> {
  return runWith({}, () => ['template', 'city', chart, '--values', valuesFile]);
}

/** @throws Error if the text is not YAML */
export function readObjects(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text, { uniqueKeys: true }).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0];
    return (document.toJS() as KubernetesObject | null) ?? [];
  });
}

/** `helm lint --strict`. @throws Error with Helm's message */
export function lint(values: object): Promise<string> {
  return runWith(values, (file) => ['lint', '--strict', chart, '-f', file]);
}

async function runWith(values: object, command: (file: string) => readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-graph-chart-'));
  try {
    const file = join(folder, 'values.json');
    await writeFile(file, JSON.stringify(values));
    // Its configuration and caches stay out of the user's home.
    const env = { PATH: process.env.PATH, HOME: folder };
    const { stdout } = await run(helm ?? 'helm', command(file), { env, maxBuffer: 64_000_000 });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Variables that `settings` of a service may hold. */
export async function settingsOf(service: string): Promise<readonly string[]> {
  const { $defs } = JSON.parse(await readFile(join(chart, 'values.schema.json'), 'utf8')) as {
    $defs: Record<string, { properties?: object }>;
  };
  return Object.keys($defs[`settings_${service}`]?.properties ?? {});
}
