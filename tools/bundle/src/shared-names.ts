import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const namespace = 'shared-names';

/**
 * Gives all modules of a bundle the same variables for the names of a CommonJS package. Otherwise each has an
 * object of getters of its own: 25,000 of graphql in the gateway, which its hot path would call.
 */
export function sharedNames(packages: readonly string[]): Plugin {
  return {
    name: namespace,
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^[a-z]/ }, async ({ path, kind, importer, resolveDir, namespace: from }) => {
        if (kind !== 'import-statement' || from === namespace || !packages.includes(path)) return null;
        // By `require`, this function is not called again.
        const found = await resolve(path, { kind: 'require-call', importer, resolveDir });
        return found.errors.length > 0 ? null : { path: found.path, namespace };
      });
      onLoad({ filter: /^/, namespace }, ({ path }) => {
        const names = Object.keys(createRequire(path)(path)).filter((name) => name !== 'default');
        const contents = `const all = require(${JSON.stringify(path)});
          export default all;
          export const { ${names.join(', ')} } = all;`;
        return { contents, resolveDir: dirname(path) };
      });
    },
  };
}
