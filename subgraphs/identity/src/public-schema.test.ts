import { readFile } from 'node:fs/promises';
import { readSchemaPolicies } from '@civic-graph/policy';
import { parse, print, visit } from 'graphql';
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

it('describes every type, field, argument and enum value', () => {
  const undescribed: string[] = [];
  const describe = (node: { kind: string; description?: unknown; name: { value: string } }) => {
    if (!node.description) undescribed.push(`${node.kind} ${node.name.value}`);
  };
  visit(document, {
    ObjectTypeDefinition: (node) => {
      if (!['Query', 'Mutation'].includes(node.name.value)) describe(node);
    },
    EnumTypeDefinition: describe,
    EnumValueDefinition: describe,
    ScalarTypeDefinition: describe,
    FieldDefinition: (node) => {
      describe(node);
      for (const argument of node.arguments ?? []) describe(argument);
    },
  });
  expect(undescribed).toEqual([]);
});

it('makes guarded fields nullable, so that a denial does not propagate', () => {
  const breaking: string[] = [];
  visit(document, {
    FieldDefinition(node) {
      const guarded = node.directives?.some(({ name }) =>
        ['authenticated', 'requiresScopes', 'policy'].includes(name.value),
      );
      // Clients never request the key.
      if (guarded && node.type.kind === 'NonNullType' && node.name.value !== 'uin')
        breaking.push(print(node));
    },
  });
  expect(breaking).toEqual([]);
});
