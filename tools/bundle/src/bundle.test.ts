import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { allServices } from './services.ts';
import { isUpToDate } from './up-to-date.ts';

let repository: string;

const files = {
  'subgraphs/parks/package.json': '{ "type": "module" }',
  'subgraphs/parks/schema.graphql': 'type Query { parks: Int }',
  'subgraphs/parks/src/index.ts': `
    import { readFileSync } from 'node:fs';
    import { createRequire } from 'node:module';
    import { siblingProgram } from '@civic-graph/kit';
    import { greet } from '@civic-graph/kit/words/greet';
    import gateway from '@apollo/gateway';
    import graphql, { version } from 'graphql';
    const require = createRequire(import.meta.url);
    const old: { name: string } = require('old-style');
    const program = siblingProgram('count-process', import.meta.url);
    console.log(JSON.stringify([
      readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'), program, greet(), old.name,
      gateway.planner, version === graphql.version]));`,
  'subgraphs/parks/src/count-process.ts':
    "import { greet } from '@civic-graph/kit/words/greet'; console.log(greet());",
  'subgraphs/parks/src/migrate.ts': "console.log('migrated' as string);",
  'packages/kit/package.json': JSON.stringify({
    name: '@civic-graph/kit',
    type: 'module',
    exports: {
      '.': { source: './src/index.ts', default: './dist/absent.js' },
      './words/*': { source: './src/words/*.ts', default: './dist/absent.js' },
    },
  }),
  'packages/kit/src/index.ts':
    "export const siblingProgram = (name: string, url: string) => new URL(name + '.js', url).href;",
  'packages/kit/src/words/greet.ts': "export const greet = (): string => 'hello';",
  // Its packages are not there.
  'node_modules/@apollo/gateway/index.js':
    "require('make-fetch-happen').defaults({}); exports.planner = new (require('@apollo/query-planner').QueryPlanner)();",
  'node_modules/graphql/index.js':
    "Object.defineProperty(exports, '__esModule', { value: true }); exports.version = '16';",
  'node_modules/old-style/index.js': "exports.name = require('node:path').basename(__dirname) && 'old';",
};

beforeAll(async () => {
  repository = await mkdtemp(join(tmpdir(), 'civic-graph-bundle-'));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(repository, file)), { recursive: true });
    await writeFile(join(repository, file), text);
  }
  await mkdir(join(repository, 'node_modules/@civic-graph'));
  await symlink('../../packages/kit', join(repository, 'node_modules/@civic-graph/kit'));
});

afterAll(() => rm(repository, { recursive: true }));

async function run(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(repository, 'bundle', program)]);
  return stdout.trim();
}

test('a bundle finds files of its sources, packages of the repository, and programs beside itself', async () => {
  // A subgraph without a server, such as one that runs elsewhere.
  await mkdir(join(repository, 'subgraphs/elsewhere'));
  const services = await allServices(repository);
  expect(services).toEqual(['subgraphs/parks']);
  await bundle(repository, services);
  const [schema, program, greeting, old, ...packages] = JSON.parse(await run('parks.js'));
  expect([schema, greeting, old]).toEqual(['type Query { parks: Int }', 'hello', 'old']);
  expect(packages).toEqual([{}, true]);
  expect(new URL(program).pathname).toBe(join(repository, 'bundle/count-process.js'));
  expect([await run('count-process.js'), await run('migrate-parks.js')]).toEqual(['hello', 'migrated']);
});

test('it is out of date when a source has changed, or a service is missing', async () => {
  const services = ['subgraphs/parks'];
  await bundle(repository, services);
  expect(await isUpToDate(repository, services)).toBe(true);
  expect(await isUpToDate(repository, [...services, 'gateway'])).toBe(false);
  const source = join(repository, 'packages/kit/src/words/greet.ts');
  await utimes(source, new Date(), new Date(0));
  expect(await isUpToDate(repository, services)).toBe(false);
});

test('what cannot be bundled is named', async () => {
  await expect(bundle(repository, ['subgraphs/nowhere'])).rejects.toThrow(
    'subgraphs/nowhere has no service: name a folder such as gateway or subgraphs/identity',
  );
  const broken = join(repository, 'subgraphs/parks/src/migrate.ts');
  await writeFile(broken, "import { parks } from '@civic-graph/kit/absent';\nparks();");
  await expect(bundle(repository, ['subgraphs/parks'])).rejects.toThrow(
    '@civic-graph/kit/absent: package.json exports no source of that name',
  );
});
