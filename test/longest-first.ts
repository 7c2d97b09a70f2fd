import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Longest first, and those of one project together. What is in none of them has no file that takes longer
 * than seconds.
 */
const longest = ['/test/chaos/', '/test/e2e/', '/test/conformance/'];

/**
 * No core idles at the end while another is busy with a long file. Vitest knows how long files took the last
 * time; in a new clone there was none.
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
