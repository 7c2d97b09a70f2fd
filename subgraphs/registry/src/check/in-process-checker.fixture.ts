import { changesBetween } from '../changelog/changes-between.ts';
import { filterSchema } from '../contract/filter-schema.ts';
import { brokenOperations } from './broken-operations.ts';
import { checkComposition, checkRelease } from './check-release.ts';
import type { Checker } from './checker.ts';

/** Checks in this process, which saves the seconds for loading the composer in another. */
export const inProcessChecker: Checker = {
  check: checkRelease,
  compose: async (releases) => checkComposition(releases),
  compare: changesBetween,
  filter: async (sdl, filter) => filterSchema(sdl, filter),
  validate: async (input) => brokenOperations(input),
  close: () => {},
};
