import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!threat|what must hold|-)/.test(line));
const paths = [
  ...new Set(rows.flatMap((row) => [...row.matchAll(/`([\w-]+\/[\w./-]+)`/g)].map(([, path]) => path!))),
];
/** A scenario is run by `test/e2e/one-city`; one that is not would be unused code to knip. */
const isTest = /\.(test|scenario)\.ts$/;

describe('every row of docs/security.md is shown by tests that are there:', () => {
  it.each(paths)('%s', async (path) => {
    const url = new URL(path, root);
    expect(existsSync(url)).toBe(true);
    if (!statSync(url).isDirectory()) return expect(path).toMatch(isTest);
    const files = await readdir(url, { recursive: true });
    expect(files.filter((file) => isTest.test(file))).not.toEqual([]);
  });

  it('none is without', () => {
    expect(rows.length).toBeGreaterThan(20);
    const shownBy = rows.map((row) => row.split('|').at(-2) ?? '');
    const shown = /`([\w-]+\/[\w./-]+|npm run chaos -- [\w-]+)`/;
    expect(shownBy.filter((cell) => !shown.test(cell))).toEqual([]);
  });
});
