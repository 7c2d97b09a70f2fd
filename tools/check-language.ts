import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isAllowed } from './language/allowed.ts';
import { findFaults } from './language/find-faults.ts';

/** Files and folders that are clean and have to stay so; it is to be the whole tree. */
const folders = [
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'deploy/',
  'docs/how-to/',
  'docs/reference/',
  'docs/tutorials/',
  'gateway/',
  'packages/',
  'subgraphs/statistics/src/data-sets/',
  'subgraphs/statistics/src/disclosure/',
  'subgraphs/statistics/src/engine/',
  'subgraphs/statistics/src/observations/',
  'subgraphs/statistics/src/regions/',
  'test/',
  'tools/',
];

// Arguments check other folders, as a preview of what is left to do there.
const checked = process.argv.length > 2 ? process.argv.slice(2) : folders;

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter(
    (path) => /\.(?:ts|tsx|mjs|md|graphql)$/.test(path) && checked.some((prefix) => path.startsWith(prefix)),
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
