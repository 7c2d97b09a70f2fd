import { readFile } from 'node:fs/promises';

/** Names ending in `Model` that a subgraph's `src/graph/mappers.ts` exports; none without such a file. */
export async function exportedModels(file: URL): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const names = new Set<string>();
  for (const [, declared] of text.matchAll(/^export (?:interface|type|class) (\w+Model)\b/gm)) {
    if (declared) names.add(declared);
  }
  for (const [, list] of text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)) {
    for (const item of list?.split(',') ?? []) {
      const exported = /(\w+Model)\s*$/.exec(item)?.[1];
      if (exported) names.add(exported);
    }
  }
  return names;
}
