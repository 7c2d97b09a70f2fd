import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Longest first. The first needs a core all the time, so it runs beside those that wait for processes; the
 * rest is grouped by project, because a worker ends where the project changes.
 */
const longest = [
  '/conformance/differential/differential',
  '/test/chaos/',
  '/test/e2e/',
  '/test/conformance/',
];

/**
 * Keeps cores busy: a long file that starts last would leave the others idle. Vitest stores earlier
 * durations; a new clone has none.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const found = longest.findIndex((folder) => moduleId.includes(folder));
  return found === -1 ? longest.length : found;
}
