import { readdirSync, readFileSync } from 'node:fs';
import { samples } from '@civic-graph/studio';
import { composeSupergraph } from '@civic-graph/supergraph';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const folder = 'packages/studio/src/samples';

const supergraph = composeSupergraph(
  ['identity', 'transport', 'payments', 'statistics'].map((name) => ({
    name,
    url: `http://${name}.example/graphql`,
    sdl: read(`subgraphs/${name}/schema.graphql`),
  })),
);
const schema = buildSchema(supergraph, { assumeValidSDL: true });
const occasion = { now: new Date('2026-11-25T01:00:00Z'), noticeCode: '0'.repeat(20), freshKey: 'key' };

it.each(samples)('$name fits the schema of the subgraphs', ({ name, variables }) => {
  const document = parse(read(`${folder}/${name}.graphql`));
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  expect(operation?.name?.value).toBeTruthy();
  const { errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables(occasion));
  expect(errors).toBeUndefined();
});

it('the menu has an entry for each document', () => {
  const documents = readdirSync(new URL(`../../../${folder}`, import.meta.url))
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.replace('.graphql', ''));
  expect(documents.sort()).toEqual(samples.map(({ name }) => name).sort());
});
