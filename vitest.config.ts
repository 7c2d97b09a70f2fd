import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

// Workspaces are imported from source, so that tests need no build (the same condition that npm start uses).
// The conditions go to Node as well: with "import" or "module" among them, a require() would get an ES
// module.
const conditions = ['source', 'node'];

const processes = ['test/e2e/**/*.test.ts', 'test/chaos/**/*.test.ts'];
/** Whole deployments take most of the gate's time: without CI=true, they run if the command names files. */
const namesFiles = process.argv.slice(3).some((argument) => !argument.startsWith('-'));
const gateOnly = process.env.CI === 'true' || namesFiles ? [] : processes;
// Templates have placeholders; the calls to an upstream API have none, and are tested as agencies get them.
const templates = ['packages/cli/templates/**/!(upstream).test.ts'];
const exclude = ['**/node_modules/**', '**/dist/**', ...templates, ...gateOnly];

/** Its source maps name files that the package does not contain, which is one warning for each module. */
const withoutSourceMaps = {
  name: 'mcp-sdk-without-source-maps',
  async load(id: string) {
    if (!id.includes('/@modelcontextprotocol/sdk/dist/')) return null;
    return { code: (await readFile(id, 'utf8')).replace(/\/\/# sourceMappingURL=.*/, ''), map: null };
  },
};

export default defineConfig({
  plugins: [withoutSourceMaps],
  resolve: {
    conditions,
    // One graphql: Node gives its CommonJS build to everybody, bundlers would choose the other one.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  ssr: { resolve: { conditions } },
  test: {
    // Tests often wait, and more workers than cores keep all cores busy; scenarios need more than one each.
    maxWorkers: availableParallelism() + (gateOnly.length === 0 ? 1 : 2),
    sequence: { sequencer: LongestFirst },
    // Half of what the files cost was importing GraphQL, the composer and the gateway once more for each.
    // They share a worker and what it has imported, and may: nothing happens at import; clock, fetch and
    // stores are handed in. What a file changes for everybody (timers, a mocked module, the environment) it
    // puts back at its end.
    isolate: false,
    // Nearly all that a test allocates is garbage at once. In the 16 MB that V8 gives to young objects some
    // of it lives to be copied and copied again: a fifth of the processor time of what composes and plans.
    execArgv: ['--max-semi-space-size=64'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 25_000 } },
    // CommonJS is imported as Node does it, as in production. Otherwise each use of an import from graphql
    // would go through a proxy.
    deps: { interopDefault: false },
    // These publish their TypeScript under the condition that our workspaces use; Node itself does not read
    // it.
    server: {
      deps: {
        inline: [
          ...['alipay-sdk', 'urllib', 'utility', 'ylru'],
          ...['@modelcontextprotocol/sdk', 'eventsource', 'eventsource-parser'],
        ],
      },
    },
    setupFiles: ['./test/shared-globals.ts'],
    reporters: ['default', './test/reporters/run-summary.ts'],
    // Each has workers of its own, which import everything anew, and translates the sources once more. What
    // starts processes is apart, because only that wants a build.
    projects: [
      {
        extends: true,
        test: {
          name: 'processes',
          include: processes,
          exclude,
          globalSetup: 'test/e2e/build.ts',
          // On two cores, three of these run at once, some with a browser.
          testTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
          // A browser's time-out is tried once more, and the summary names it. Nothing else is, such as a
          // wrong result.
          retry: { count: 1, condition: /Timeout \d+ms exceeded/ },
        },
      },
      {
        extends: true,
        test: { name: 'units', include: ['**/*.test.ts'], exclude: [...exclude, ...processes] },
      },
    ],
  },
});
