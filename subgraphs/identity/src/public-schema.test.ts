import { readFile } from 'node:fs/promises';
import { readSchemaPolicies } from '@civic-graph/policy';
import { parse, visit } from 'graphql';
import { expect, it } from 'vitest';

const whole = parse(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'));
/** Without definitions copied from the specifications of link and federation. */
const document = {
  ...whole,
  definitions: whole.definitions.filter(
    (node) => !('name' in node && /^(link|federation)__/.test(node.name?.value ?? '')),
  ),
};

it('publishes nothing of class C4, and no national id', () => {
  for (const { dataClass } of readSchemaPolicies(document, 'subgraph').values())
    expect(dataClass).not.toBe('C4');
  const names: string[] = [];
  visit(document, { FieldDefinition: ({ name }) => void names.push(name.value) });
  expect(names.filter((name) => /national|idNumber|idCard/i.test(name))).toEqual([]);
});
