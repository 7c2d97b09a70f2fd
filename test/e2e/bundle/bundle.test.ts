import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
/** Begins each source in a bundle; source maps may name files that packages do not contain. */
const sourceName = /^ *\/\/ (\S+\.\w+)$/gm;
const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/;

/** Packages that name their own folder, and may be bundled nevertheless. */
const harmless = new Set([
  // Only in a comment.
  '@graphql-tools/merge',
  // Only for stack traces.
  ...['ioredis', 'undici'],
  // Only for transports, in threads: services write to standard output.
  ...['pino', 'thread-stream'],
  // Only for other languages than English, and for a package.json of its caller.
  ...['yargs', 'yargs-parser'],
]);

test('no bundled package looks for files beside its own code', async () => {
  const sources = new Set<string>();
  for (const text of (await programs()).values())
    for (const [, path = ''] of text.matchAll(sourceName)) if (isFileOfPackage(path)) sources.add(path);
  expect(sources.size).toBeGreaterThan(1_000);
  const found = new Set<string>();
  for (const path of sources) {
    const text = await readFile(join(repository, path), 'utf8');
    if (/__dirname|__filename|import\.meta\.url/.test(text)) found.add(inPackage.exec(path)?.[1] ?? path);
  }
  // Add what is new to `external` in tools/bundle/src/bundle.ts.
  expect([...found].filter((name) => !harmless.has(name))).toEqual([]);
});

test('no import at run time expects names of a CommonJS package, which a bundle does not keep', async () => {
  const texts = await programs();
  const commonJs = [...texts].flatMap(([name, text]) =>
    /^export default require_/m.test(text) ? [name] : [],
  );
  expect(commonJs).toContainEqual(expect.stringMatching(/^pino-/));
  const wrong = [...texts.values()].flatMap((text) =>
    text.split(/^\/\/ (?=\S+\.\w+$)/m).filter((source) => {
      const imports = [...source.matchAll(/\bimport\("\.\/([^"]+)"\)/g)];
      const needed = imports.filter(([, part = '']) => commonJs.includes(part)).length;
      return !source.includes('node_modules/') && source.split('{ default: ').length - 1 < needed;
    }),
  );
  expect(wrong.map((source) => source.split('\n')[0])).toEqual([]);
});

/** A module that the bundler has made is no file. */
function isFileOfPackage(path: string): boolean {
  return inPackage.test(path) && !path.startsWith('shared-names:');
}

/** Texts of the programs and their parts, by file name. */
async function programs(): Promise<ReadonlyMap<string, string>> {
  const inputs = JSON.parse(await readFile(join(repository, 'bundle/inputs.json'), 'utf8'));
  const { outputs } = inputs as { readonly outputs: readonly string[] };
  const files = outputs.filter((output) => output.endsWith('.js'));
  return new Map(
    await Promise.all(
      files.map(async (path) => [basename(path), await readFile(join(repository, path), 'utf8')] as const),
    ),
  );
}
