import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(repository, 'bundle');
const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/;

/** Packages that name their own folder, and may be bundled nevertheless. */
const harmless = new Set([
  // Only in a comment.
  '@graphql-tools/merge',
  // Only for stack traces.
  ...['ioredis', 'undici'],
  // Only for transports, in threads: services write to standard output.
  ...['pino', 'thread-stream'],
]);

test('no bundled package looks for files beside its own code', async () => {
  const { outputs } = await readJson<{ readonly outputs: readonly string[] }>(join(folder, 'inputs.json'));
  const sources = new Set<string>();
  for (const map of outputs.filter((path) => path.endsWith('.map'))) {
    const { sources: paths } = await readJson<{ readonly sources: readonly string[] }>(join(repository, map));
    for (const path of paths) if (inPackage.test(path)) sources.add(join(folder, path));
  }
  expect(sources.size).toBeGreaterThan(1_000);
  const found = new Set<string>();
  for (const path of sources) {
    if (!existsSync(path)) continue;
    const text = await readFile(path, 'utf8');
    if (/__dirname|__filename|import\.meta\.url/.test(text)) found.add(inPackage.exec(path)?.[1] ?? path);
  }
  // Add what is new to `external` in tools/bundle/src/bundle.ts.
  expect([...found].filter((name) => !harmless.has(name))).toEqual([]);
});

test('no import at run time expects names of a CommonJS package, which a bundle does not keep', async () => {
  const { outputs } = await readJson<{ readonly outputs: readonly string[] }>(join(folder, 'inputs.json'));
  const texts = new Map<string, string>();
  for (const path of outputs.filter((output) => output.endsWith('.js'))) {
    texts.set(path.slice(path.lastIndexOf('/') + 1), await readFile(join(repository, path), 'utf8'));
  }
  const commonJs = [...texts].flatMap(([name, text]) =>
    /^export default require_/m.test(text) ? [name] : [],
  );
  expect(commonJs).toContainEqual(expect.stringMatching(/^pino-/));
  const wrong = [...texts.values()].flatMap((text) =>
    // Each source begins with a comment that names it.
    text.split(/^\/\/ (?=\S+\.\w+$)/m).filter((source) => {
      const imports = [...source.matchAll(/\bimport\("\.\/([^"]+)"\)/g)];
      const needed = imports.filter(([, part = '']) => commonJs.includes(part)).length;
      return !source.includes('node_modules/') && source.split('{ default: ').length - 1 < needed;
    }),
  );
  expect(wrong.map((source) => source.split('\n')[0])).toEqual([]);
});

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
