import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { linkedCheck } from './linked-check.ts';

const schema = new URL('../../../../../subgraphs/registry/schema.graphql', import.meta.url);

it('a link to a check opens the query for it, which the registry understands', async () => {
  const tab = linkedCheck('#check=6f1c0b9a-0000-4000-8000-000000000000');
  expect(JSON.parse(tab?.variables ?? '')).toEqual({ id: '6f1c0b9a-0000-4000-8000-000000000000' });
  const types = (await readFile(schema, 'utf8')).replace(/^extend schema[\s\S]*?(?=\n# Definitions)/, '');
  expect(validate(buildSchema(types, { assumeValidSDL: true }), parse(tab?.query ?? ''))).toEqual([]);
});

it.each(['', '#persona=lin', '#check=', '#check=%22%7D', '#query=mutation'])('%s opens none', (hash) => {
  expect(linkedCheck(hash)).toBeNull();
});
