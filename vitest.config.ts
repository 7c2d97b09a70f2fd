import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// Workspaces are imported from source, so that tests need no build (the same condition that npm start uses).
const conditions = ['source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: {
    conditions,
    // One graphql: Node gives its CommonJS build to everybody, bundlers would choose the other one.
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  ssr: { resolve: { conditions } },
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/bench/**'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
