import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportedModels } from './exported-models.ts';
import { resolverTypes } from './resolver-types.ts';
import { studioOperations } from './studio-operations.ts';

/*
 * npm run codegen            writes subgraphs/<name>/src/graph/resolver-types.ts and the Studio's operations
 * npm run codegen -- --check exits 1 if a file is not what the schemas generate
 */
const checkOnly = process.argv.includes('--check');
const repository = new URL('../../../', import.meta.url);
const drifted: string[] = [];

const schemas = new Map<string, string>();
for (const folder of (await readdir(new URL('subgraphs/', repository))).sort()) {
  const sdl = await schemaIn(`subgraphs/${folder}`);
  if (sdl === undefined) continue;
  schemas.set(folder === 'registry' ? 'platform' : folder, sdl);
  const models = await exportedModels(new URL(`subgraphs/${folder}/src/graph/mappers.ts`, repository));
  await put(`subgraphs/${folder}/src/graph/resolver-types.ts`, await resolverTypes(sdl, models));
}

const ofGateway = await schemaIn('gateway');
if (ofGateway !== undefined) schemas.set('gateway', ofGateway);
const pages = fileURLToPath(new URL('packages/studio/web/pages', repository));
await put('packages/studio/web/graph/operations.ts', await studioOperations(schemas, pages));

if (drifted.length > 0) {
  console.error(`not what the schemas say: ${drifted.join(', ')}\nrun: npm run codegen`);
  process.exitCode = 1;
}

function schemaIn(folder: string): Promise<string | undefined> {
  return readFile(new URL(`${folder}/schema.graphql`, repository), 'utf8').catch(() => undefined);
}

async function put(path: string, wanted: string): Promise<void> {
  const file = fileURLToPath(new URL(path, repository));
  if (wanted === (await readFile(file, 'utf8').catch(() => ''))) return;
  if (checkOnly) {
    drifted.push(path);
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, wanted);
  console.log(`wrote ${path}`);
}
