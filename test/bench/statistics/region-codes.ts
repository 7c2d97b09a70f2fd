import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../ground.ts';

/** Codes of the counties of China in ascending order: none of them contains another. */
export async function countyCodes(): Promise<readonly string[]> {
  const register = await readFile(join(repository, 'subgraphs/statistics/regions/gb-t-2260.csv'), 'utf8');
  return register
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 6))
    .filter((code) => /^\d{6}$/.test(code) && !code.endsWith('00'))
    .sort();
}
