import { expect, test } from 'vitest';
import { checkSupergraph } from '../checks/check-supergraph.ts';
import { subgraph } from '../subgraphs.fixture.ts';

const basic = '@requiresScopes(scopes: [["identity:basic"]])';
const personal = `${basic} @policy(policies: [["consent:identity:basic"]]) @dataClass(class: C2)`;
const sensitive = `${basic} @policy(policies: [["consent:identity:basic", "assurance:high"]]) @dataClass(class: C3)`;
const identity = subgraph(
  'identity',
  `type Query { me: Citizen @dataClass(class: C0) }
   type Citizen @key(fields: "uin") {
     uin: ID! @dataClass(class: C0)
     city: String @dataClass(class: C0)
     profile: Profile @dataClass(class: C0)
   }
   type Profile { name: String ${personal}  born: String ${sensitive} }`,
);

/** Another agency computes a field of a class from fields of identity. */
function computed(requires: string, dataClass: string) {
  // Composition refuses an external field that nothing uses.
  const external = (...names: string[]) =>
    names.flatMap((name) => (requires.includes(name) ? `${name}: ${types[name]} @external` : [])).join(' ');
  const ofProfile = external('name', 'born');
  const { problems } = checkSupergraph([
    identity,
    subgraph(
      'libraries',
      `type Citizen @key(fields: "uin") {
         uin: ID! @dataClass(class: C0)  ${external('city', 'profile')}
         label: String @requires(fields: "${requires}") @dataClass(class: ${dataClass})
           ${basic} @policy(policies: [["consent:identity:basic", "assurance:high"]])
       }
       ${ofProfile === '' ? '' : `type Profile { ${ofProfile} }`}`,
    ),
  ]);
  return problems.map(({ code, message, subgraph: name }) => [code, name, message]);
}

const types: Readonly<Record<string, string>> = {
  ...{ city: 'String', profile: 'Profile', name: 'String', born: 'String' },
};

test.each([
  ['profile { name }', 'C0', 'C2', 'name'],
  ['profile { name }', 'C1', 'C2', 'name'],
  ['city profile { name born }', 'C0', 'C3', 'born'],
  ['profile { born }', 'C2', 'C3', 'born'],
])('%s makes no field of class %s', (requires, dataClass, needed, source) => {
  expect(computed(requires, dataClass)).toEqual([
    [
      'POLICY_INVALID',
      'libraries',
      `Citizen.label: class ${dataClass}, but it requires Profile.${source} of class ${needed}; write class ${needed}`,
    ],
  ]);
});

test.each([
  ['profile { name }', 'C2'],
  ['profile { born }', 'C3'],
  ['city', 'C0'],
])('%s makes a field of class %s', (requires, dataClass) => {
  expect(computed(requires, dataClass)).toEqual([]);
});
