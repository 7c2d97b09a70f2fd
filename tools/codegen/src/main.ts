import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { exportedModels } from './exported-models.ts';
import { resolverTypes } from './resolver-types.ts';

/*
 * npm run codegen            writes subgraphs/<name>/src/graph/resolver-types.ts
 * npm run codegen -- --check exits 1 where a file is not what schema.graphql makes of it
 */
const checkOnly = process.argv.includes('--check');
const subgraphs = new URL('../../../subgraphs/', import.meta.url);
const drifted: string[] = [];

for (const name of (await readdir(subgraphs)).sort()) {
  const folder = new URL(`${name}/`, subgraphs);
  const sdl = await readFile(new URL('schema.graphql', folder), 'utf8').catch(() => undefined);
  if (sdl === undefined) continue;
  const wanted = await resolverTypes(sdl, await exportedModels(new URL('src/graph/mappers.ts', folder)));
  const file = new URL('src/graph/resolver-types.ts', folder);
  if (wanted === (await readFile(file, 'utf8').catch(() => ''))) continue;
  const path = `subgraphs/${name}/src/graph/resolver-types.ts`;
  if (checkOnly) {
    drifted.push(path);
  } else {
    await mkdir(new URL('.', file), { recursive: true });
    await writeFile(file, wanted);
    console.log(`wrote ${path}`);
  }
}

if (drifted.length > 0) {
  console.error(`not what schema.graphql says: ${drifted.join(', ')}\nrun: npm run codegen`);
  process.exitCode = 1;
}
