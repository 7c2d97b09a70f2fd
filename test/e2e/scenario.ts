import { describe } from 'vitest';

/**
 * One of several scenarios that share a deployment. @param load imports its file, which registers its tests
 */
export function scenario(name: string, load: () => Promise<unknown>): void {
  describe(name, async () => {
    await load();
  });
}
