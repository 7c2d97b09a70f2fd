import { describe } from 'vitest';

/** One of several that share a deployment. @param load imports its file, whose tests are taken up then */
export function scenario(name: string, load: () => Promise<unknown>): void {
  describe(name, async () => {
    await load();
  });
}
