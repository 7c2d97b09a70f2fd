import { createAgencyDirectory, readManifests } from '@civic-graph/agencies';
import { dataClasses, parsePolicyName } from '@civic-graph/policy';
import { readableFields } from '@civic-graph/supergraph';
import { expect, it } from 'vitest';
import { agenciesFolder, repositorySupergraph } from '../agencies.ts';

const { manifests, problems } = await readManifests(agenciesFolder);
const { scopes } = createAgencyDirectory(manifests);

it('every manifest is valid', () => {
  expect(problems).toEqual([]);
});

const { coordinates, policyIndex } = readableFields(repositorySupergraph());

/** For each scope that citizens consent to, the fields that it can open. */
function fieldsByScope(): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const coordinate of coordinates) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    for (const { policies } of policyIndex.requirementsOf(typeName, fieldName)) {
      for (const name of policies?.flat() ?? []) {
        const policy = parsePolicyName(name);
        if (policy?.kind !== 'consent') continue;
        fields.set(policy.scope, [...(fields.get(policy.scope) ?? []), coordinate]);
      }
    }
  }
  return fields;
}

const byScope = fieldsByScope();
const classOf = (coordinate: string) => {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  return policyIndex.classOf(typeName, fieldName) ?? 'C4';
};
const rank = (dataClass: (typeof dataClasses)[number]) => dataClasses.indexOf(dataClass);

it('the consent page explains every scope that a field requires consent for', () => {
  const explained = scopes.filter(({ officialsOnly }) => !officialsOnly).map(({ id }) => id);
  expect(explained.toSorted()).toEqual([...byScope.keys()].sort());
});

it.each(scopes.filter(({ officialsOnly }) => !officialsOnly))(
  'the class that the page shows for $id is that of its most sensitive field',
  ({ id, dataClass }) => {
    const fields = byScope.get(id) ?? [];
    const tooSensitive = fields.filter((coordinate) => rank(classOf(coordinate)) > rank(dataClass));
    expect(tooSensitive).toEqual([]);
    expect(Math.max(...fields.map((coordinate) => rank(classOf(coordinate))))).toBe(rank(dataClass));
  },
);
