import { readFile } from 'node:fs/promises';
import { parse } from 'graphql';
import { expect, it } from 'vitest';

it('describes every type, field, argument and value of its schema', async () => {
  const { definitions } = parse(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'));
  // Definitions copied from the specifications of link and federation are described there.
  const own = definitions.filter(
    (node) => !('name' in node && /^(link|federation)__/.test(node.name?.value ?? '')),
  );
  const silent: string[] = [];
  for (const definition of own) {
    if (!('name' in definition) || !('description' in definition)) continue;
    const name = definition.name?.value ?? '';
    if (name === 'Query') continue;
    if (!definition.description && definition.kind !== 'DirectiveDefinition') silent.push(name);
  }
  for (const definition of own) {
    const members = [
      ...('fields' in definition ? (definition.fields ?? []) : []),
      ...('values' in definition ? (definition.values ?? []) : []),
    ];
    for (const member of members) {
      if (!('description' in member) || !member.description) silent.push(member.name.value);
      const inner = 'arguments' in member ? (member.arguments ?? []) : [];
      for (const argument of inner) {
        if (!('description' in argument) || !argument.description)
          silent.push(`${member.name.value}(${argument.name.value})`);
      }
    }
  }
  expect(silent).toEqual([]);
});
