import { composeSupergraph } from '@civic-graph/supergraph';
import { withPublicClass } from '@civic-graph/testing';
import { describe, expect, test } from 'vitest';
import { createRustPlanner } from '../planning/planners/rust-planner.ts';
import { admitSupergraph } from './served-supergraph.ts';

const links = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
`;
const definitions = `
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
  type Query { me: Person  named: [Named!] }
  interface Named { name: String }
  type Person implements Named @key(fields: "id") {
    id: ID!
    name: String
    phone: String
      @requiresScopes(scopes: [["contact"]])
      @policy(policies: [["owner", "consent:contact"]])
      @dataClass(class: C2)
    boss: String @authenticated
  }
  type Company implements Named { name: String }
`;
const compose = (schema = links + definitions) =>
  composeSupergraph([{ name: 'people', url: 'http://people.test', sdl: withPublicClass(schema) }]);
const supergraph = compose();

const admit = (sdl: string) => admitSupergraph(sdl, createRustPlanner);
const atoms = (sdl: string, type: string, field: string) =>
  admit(sdl)
    .policyIndex.requirementsOf(type, field)
    .map(({ authenticated, scopes, policies }) => (policies ?? scopes ?? [[authenticated]]).flat().join());

/** Alters the supergraph's text; fails if nothing matches. */
function altered(...changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((sdl, [from, to]) => {
    const next = sdl.replace(from, to);
    expect(next).not.toBe(sdl);
    return next;
  }, supergraph);
}

test('a valid supergraph is served, without the purpose SECURITY', () => {
  const served = admit(supergraph);
  expect(supergraph).toContain('for: SECURITY');
  expect(served.gatewaySdl).not.toMatch(/for: SECURITY/);
  expect(served.gatewaySdl).toContain('for: EXECUTION');
  expect(served.policyIndex.requirementsOf('Person', 'phone')).toHaveLength(1);
  expect(served.policyIndex.classOf('Person', 'phone')).toBe('C2');
});

test('its version ignores the layout, and depends on the rules', () => {
  const { version } = admit(supergraph);
  expect(admit(`# a comment\n${supergraph}\n`).version).toBe(version);
  expect(admit(altered(['consent:contact', 'consent:phone'])).version).not.toBe(version);
});

describe('rejects a supergraph with', () => {
  const secret = '@link(url: "https://specs.test/secret/v1.0", for: SECURITY)';
  const policyLink = /@link\(url: "https:\/\/specs\.apollo\.dev\/policy\/[^)]*\)/;
  const dataClassLink = /@link\(url: "https:\/\/civic-graph\.example[^)]*\)/;
  test.each<[string, () => string]>([
    ['a SECURITY link that nobody enforces', () => altered(['schema\n', `schema ${secret}\n`])],
    ['such a link on an extension', () => `${supergraph}\nextend schema ${secret}`],
    [
      'such a link under the name of one that is',
      () => altered(['schema\n', `schema ${secret.replace('for', 'as: "policy", for')}\n`]),
    ],
    [
      'a known feature from another place',
      () => altered(['https://specs.apollo.dev/policy', 'http://specs.apollo.dev/policy']),
    ],
    [
      'a known feature in a version that nobody enforces',
      () => altered(['https://specs.apollo.dev/policy/v0.1', 'https://specs.apollo.dev/policy/v9.9']),
    ],
    ['an unknown policy', () => altered(['consent:contact', 'consents:contact'])],
    ['a policy without a name', () => altered(['consent:contact', ''])],
    ['a policy for nobody', () => altered(['consent:contact', 'consent:'])],
    ['empty scopes', () => altered([/scopes: \[\[.*?\]\]/, 'scopes: []'])],
    ['an empty alternative of scopes', () => altered([/scopes: \[\[.*?\]\]/, 'scopes: [["a"], []]'])],
    ['empty policies', () => altered([/policies: \[\[.*?\]\]/, 'policies: []'])],
    ['scopes that are not written as a list', () => altered([/scopes: \[\[.*?\]\]/, 'scopes: "contact"'])],
    ['no scopes at all', () => altered([/@\w*requiresScopes\(scopes: \[\[.*?\]\]\)/, '@requiresScopes'])],
    [
      'a field without a class',
      () => altered([/boss: String(.*) @dataClass\(class: C0\)/, 'boss: String$1']),
    ],
    ['a class that there is not', () => altered(['class: C2)', 'class: C9)'])],
    ['a class whose demands are not met', () => altered(['class: C2)', 'class: C3)'])],
    ['a class that must not be public', () => altered(['class: C2)', 'class: C4)'])],
    ['personal data without a scope', () => altered([/@requiresScopes\(.*?\]\]\) /, ''])],
    ['personal data without consent', () => altered([', "consent:contact"', ''])],
    [
      'pseudonymous data for everybody',
      () => altered([/@authenticated @dataClass\(class: C0/, '@dataClass(class: C1']),
    ],
    ['classes that are not linked', () => altered([dataClassLink, ''])],
    ['rules that are not linked', () => altered([policyLink, ''])],
    ['text that is not GraphQL', () => 'type Query {'],
    ['nothing in it', () => ''],
  ])('%s', (_name, sdl) => {
    expect(() => admit(sdl())).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(POLICY|SUPERGRAPH)_INVALID$/) }),
    );
  });

  test('a construct that the planner rejects', () => {
    const refuse = () => {
      throw new TypeError('no');
    };
    expect(() => admitSupergraph(supergraph, refuse)).toThrow(
      expect.objectContaining({ code: 'SUPERGRAPH_INVALID' }),
    );
  });
});

describe('agencies’ schemas do not compose where', () => {
  const compositionError = expect.objectContaining({ code: 'COMPOSITION_FAILED' });

  test('one is not GraphQL, and the error names its agency', () => {
    const broken = { name: 'payments', url: 'http://payments.test', sdl: 'type {' };
    expect(() => composeSupergraph([broken])).toThrow(compositionError);
    expect(() => composeSupergraph([broken])).toThrow(/payments/);
  });

  test('a rule on an interface is meant for its implementers', () => {
    const guarded = definitions.replace('interface Named {', 'interface Named @authenticated {');
    expect(() => compose(links + guarded)).toThrow(compositionError);
  });
});

describe('a rule is found', () => {
  test('under its own name', () => {
    const sdl = compose(
      links.replace('"@policy"', '{ name: "@policy", as: "@rule" }') +
        definitions.replace('@policy', '@rule'),
    );
    expect(sdl).not.toContain('@policy(');
    expect(atoms(sdl, 'Person', 'phone')).toEqual(atoms(supergraph, 'Person', 'phone'));
  });

  test('under its namespace', () => {
    const sdl = compose(
      links.replace('"@requiresScopes", ', '').replace('"@authenticated", ', '') +
        definitions
          .replace('@requiresScopes', '@federation__requiresScopes')
          .replace('@authenticated', '@federation__authenticated'),
    );
    expect(sdl).toContain('@federation__requiresScopes(');
    expect(admit(sdl).policyIndex.requirementsOf('Person', 'phone')).toEqual(
      admit(supergraph).policyIndex.requirementsOf('Person', 'phone'),
    );
    expect(atoms(sdl, 'Person', 'boss')).toEqual(['true']);
  });

  test('under a renamed namespace', () => {
    const sdl = altered(
      [/(specs\.apollo\.dev\/policy\/v[\d.]+"), /, '$1, as: "guard", '],
      ['directive @policy(', 'directive @guard('],
      [/@policy\(/g, '@guard('],
      [/policy__Policy/g, 'guard__Policy'],
    );
    expect(atoms(sdl, 'Person', 'phone')).toEqual(atoms(supergraph, 'Person', 'phone'));
  });

  const onInterface = altered(
    [/interface Named\n/, 'interface Named @authenticated\n'],
    [/(interface Named[^}]*name: String)/, '$1 @policy(policies: [["role:auditor"]])'],
  );

  test('on an interface, through any implementer', () => {
    for (const type of ['Named', 'Person', 'Company']) {
      expect(atoms(onInterface, type, 'name')).toEqual(expect.arrayContaining(['true', 'role:auditor']));
    }
    expect(atoms(onInterface, 'Person', 'id')).toEqual(['true']);
  });

  test('on a field that returns a guarded type', () => {
    const sdl = altered(['type Person implements Named', 'type Person implements Named @authenticated']);
    expect(atoms(sdl, 'Query', 'me')).toEqual(['true']);
    expect(atoms(sdl, 'Query', 'named')).toEqual([]);
    expect(atoms(sdl, 'Person', '__typename')).toEqual(['true']);
  });

  test('on an implementer, and on no other', () => {
    const sdl = compose(
      links +
        definitions.replace(
          'type Company implements Named { name: String }',
          'type Company implements Named { name: String @policy(policies: [["role:auditor"]]) }',
        ),
    );
    expect(sdl).toMatch(/interface Named[^}]*role:auditor/);
    expect(atoms(sdl, 'Company', 'name')).toEqual(['role:auditor']);
    expect(atoms(sdl, 'Person', 'name')).toEqual([]);
  });
});

test('a type condition includes the type itself and its subtypes', () => {
  const { matches } = admit(supergraph);
  expect(matches('Person', 'Person')).toBe(true);
  expect(matches('Named', 'Person')).toBe(true);
  expect(matches('Person', 'Named')).toBe(false);
  expect(matches('Person', 'Company')).toBe(false);
  expect(matches('__proto__', 'Person')).toBe(false);
  expect(matches('Named', 'constructor')).toBe(false);
});
