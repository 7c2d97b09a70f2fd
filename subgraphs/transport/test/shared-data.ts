import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/** Real data is stored beside the repository, never in it. */
const sharedData =
  process.env.SHARED_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

export function sharedDataFile(name: string): string {
  return join(sharedData, name);
}

/** Describes tests that need real data: skipped if a file is absent, failing then on CI. */
export function describeWithData(name: string, files: readonly string[], body: () => void): void {
  const absent = files.filter((file) => !existsSync(sharedDataFile(file)));
  if (absent.length === 0) describe(name, body);
  else if (process.env.CI === 'true') {
    describe(name, () => {
      it(`finds ${absent.map((file) => `../shared/data/${file}`).join(', ')}`, () => {
        throw new Error('real data is absent, and nothing may be skipped on CI');
      });
    });
  } else describe.skip(`${name} (skipped: ../shared/data/${absent[0]} is absent)`, body);
}
