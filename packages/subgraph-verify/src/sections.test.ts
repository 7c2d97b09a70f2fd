import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allChecks } from './checks/all-checks.ts';
import { protocolPage, sections } from './sections.ts';

const page = readFileSync(new URL(`../../../${protocolPage}`, import.meta.url), 'utf8');

it.each(Object.values(sections))(
  'cites the heading "$title" of the page by its anchor',
  ({ title, anchor }) => {
    expect(page.split('\n')).toContain(`## ${title}`);
    const slug = title
      .toLowerCase()
      .replaceAll(/[^a-z0-9 ]/g, '')
      .replaceAll(' ', '-');
    expect(anchor).toBe(`#${slug}`);
  },
);

it('has one check for each id, in the file with that name', async () => {
  const ids = allChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(readFileSync(new URL(`./checks/${id}.ts`, import.meta.url), 'utf8')).toContain(`id: '${id}'`);
  }
});
