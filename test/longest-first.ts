import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Longest first, grouped by project. Other projects have no file that takes longer than seconds. */
const longest = ['/test/chaos/', '/test/e2e/', '/test/conformance/'];

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
