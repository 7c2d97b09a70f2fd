import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Workspaces are imported from source, so that tests need no build (the same condition that npm start uses). The
// conditions go to Node as well: with "import" or "module" among them, a require() would get an ES module.
const conditions = ['source', 'node'];

export default defineConfig({
  resolve: {
    conditions,
    // One graphql: Node gives its CommonJS build to everybody, bundlers would choose the other one.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    // Much of a test's time is waiting for processes that it has started, so no core is kept free.
    maxWorkers: availableParallelism(),
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // These publish their TypeScript under the condition that our workspaces use; Node itself does not read it.
    server: { deps: { inline: ['alipay-sdk', 'urllib', 'utility', 'ylru'] } },
    reporters: ['default', './test/reporters/skipped.ts'],
  },
});
