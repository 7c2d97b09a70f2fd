import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAllowed } from './language/allowed.ts';
import { findFaults } from './language/find-faults.ts';

/** Files and folders, each by the start of its path. Default is every tracked file. */
const checked = process.argv.length > 2 ? process.argv.slice(2) : [''];

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(
    (path) =>
      /\.(?:ts|tsx|mjs|md|graphql)$/.test(path) &&
      // Generated; the descriptions are checked in schema.graphql.
      !path.endsWith('/graph/resolver-types.ts') &&
      !path.endsWith('/civic/graphql.ts') &&
      path !== 'packages/studio/web/graph/operations.ts' &&
      checked.some((prefix) => path.startsWith(prefix)),
  );

const faults = tracked.flatMap((path) =>
  findFaults(path, readFileSync(path, 'utf8'))
    .filter(({ word }) => !isAllowed(path, word))
    .map(({ line, message }) => `${path}:${line}: ${message}`),
);
for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} faults in the language; the rule is in CONTRIBUTING.md`);
  process.exitCode = 1;
}
