import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { PolicyError } from './policy-error.ts';
import { readSchemaPolicies } from './schema-policies.ts';

const federation = 'https://specs.apollo.dev/federation/v2.9';
const dataClass = 'https://civic-graph.example/data-class/v1.0';
const read = (links: string, sdl: string, kind: 'subgraph' | 'supergraph' = 'subgraph') =>
  readSchemaPolicies(parse(`extend schema ${links}\n${sdl}`), kind);

const expected = {
  requirement: { authenticated: true, scopes: [['a', 'b'], ['c']], policies: [['owner']] },
  dataClass: 'C2',
};
const written = (names: {
  authenticated: string;
  requiresScopes: string;
  policy: string;
  dataClass: string;
}) =>
  `type T { f: Int @${names.authenticated} @${names.requiresScopes}(scopes: [["a", "b"], ["c"]])
     @${names.policy}(policies: [["owner"]]) @${names.dataClass}(class: C2) }`;

describe('directives are found', () => {
  test('imported by their own names', () => {
    const links = `@link(url: "${federation}", import: ["@authenticated", "@requiresScopes", "@policy"])
      @link(url: "${dataClass}", import: ["@dataClass"])`;
    const names = {
      authenticated: 'authenticated',
      requiresScopes: 'requiresScopes',
      policy: 'policy',
      dataClass: 'dataClass',
    };
    expect(read(links, written(names)).get('T.f')).toEqual(expected);
  });

  test('imported under other names', () => {
    const links = `@link(url: "${federation}", import: [{ name: "@authenticated", as: "@loggedIn" },
        { name: "@requiresScopes", as: "@scopes" }, { name: "@policy", as: "@rules" }])
      @link(url: "${dataClass}", import: [{ name: "@dataClass", as: "@class" }])`;
    const names = {
      authenticated: 'loggedIn',
      requiresScopes: 'scopes',
      policy: 'rules',
      dataClass: 'class',
    };
    expect(read(links, written(names)).get('T.f')).toEqual(expected);
  });

  test('not imported, under the namespace', () => {
    const links = `@link(url: "${federation}") @link(url: "${dataClass}", as: "dc")`;
    const names = {
      authenticated: 'federation__authenticated',
      requiresScopes: 'federation__requiresScopes',
      policy: 'federation__policy',
      dataClass: 'dc',
    };
    expect(read(links, written(names)).get('T.f')).toEqual(expected);
  });

  test('under a namespace of another name', () => {
    const links = `@link(url: "${federation}", as: "fed") @link(url: "${dataClass}", import: ["@dataClass"])`;
    const names = {
      authenticated: 'fed__authenticated',
      requiresScopes: 'fed__requiresScopes',
      policy: 'fed__policy',
      dataClass: 'dataClass',
    };
    expect(read(links, written(names)).get('T.f')).toEqual(expected);
  });

  test('in a supergraph, where each feature has its own link', () => {
    const links = `@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
      @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "scopes", for: SECURITY)
      @link(url: "https://specs.apollo.dev/policy/v0.1", import: [{ name: "@policy", as: "@rules" }], for: SECURITY)
      @link(url: "${dataClass}", import: ["@dataClass"])`;
    const names = {
      authenticated: 'authenticated',
      requiresScopes: 'scopes',
      policy: 'rules',
      dataClass: 'dataClass',
    };
    expect(read(links, written(names), 'supergraph').get('T.f')).toEqual(expected);
  });
});

describe('directives count', () => {
  const links = `@link(url: "${federation}", import: ["@authenticated", "@requiresScopes", "@policy"])`;

  test.each([
    ['object', 'type T @authenticated { f: Int }'],
    ['interface', 'interface T @authenticated { f: Int }'],
    ['scalar', 'scalar T @authenticated'],
    ['enum', 'enum T @authenticated { A }'],
    ['enum that is taken and given', 'enum T @authenticated { A } type U { f(a: T): [T!]! }'],
    ['extension', 'extend type T @authenticated'],
  ])('on an %s', (_kind, sdl) => {
    expect(read(links, sdl).get('T')?.requirement).toMatchObject({ authenticated: true });
  });

  test('from every part of a type, all combined', () => {
    const parts = `type T @policy(policies: [["owner"]]) { f: Int }
      extend type T @authenticated
      extend type T @requiresScopes(scopes: [["s"]])`;
    expect(read(links, parts).get('T')?.requirement).toEqual({
      authenticated: true,
      scopes: [['s']],
      policies: [['owner']],
    });
  });
});

describe('refused', () => {
  const links = `@link(url: "${federation}", import: ["@requiresScopes", "@policy"])
    @link(url: "${dataClass}", import: ["@dataClass"])`;
  test.each([
    ['no scopes', '@requiresScopes(scopes: [])'],
    ['an empty alternative of scopes', '@requiresScopes(scopes: [["a"], []])'],
    ['scopes left out', '@requiresScopes'],
    ['a flat list of scopes', '@requiresScopes(scopes: ["a"])'],
    ['no policies', '@policy(policies: [])'],
    ['an empty alternative of policies', '@policy(policies: [[]])'],
    ['an unknown policy', '@policy(policies: [["owner"], ["root"]])'],
    ['a policy of an unknown kind', '@policy(policies: [["country:cn"]])'],
    ['a class that does not exist', '@dataClass(class: C5)'],
    ['no class', '@dataClass'],
    ['a condition that nobody understands', '@policy(policies: [["owner"]], unless: "x")'],
    ['an argument given twice', '@policy(policies: [["owner"]], policies: [["role:r"]])'],
    ['a rule given twice', '@policy(policies: [["owner"]]) @policy(policies: [["role:r"]])'],
  ])('%s', (_name, directive) => {
    expect(() => read(links, `type T { f: Int ${directive} }`)).toThrow(PolicyError);
    expect(() => read(links, `type T { f: Int ${directive} }`)).toThrow(/^T\.f: /);
  });

  test.each([
    ['the schema', 'extend schema @policy(policies: [["owner"]])'],
    ['an argument', 'type T { f(a: Int @policy(policies: [["owner"]])): Int }'],
    ['an input', 'input T @policy(policies: [["owner"]]) { f: Int }'],
    ['an extension of an input', 'extend input T @policy(policies: [["owner"]]) { f: Int }'],
    ['a field of an input', 'input T { f: Int @requiresScopes(scopes: [["s"]]) }'],
    ['a value of an enum', 'enum T { A @policy(policies: [["owner"]]) }'],
    ['a union', 'union T @policy(policies: [["owner"]]) = A | B'],
    ['a scalar that is only taken', 'scalar S @policy(policies: [["owner"]]) type T { f(a: [S!]): Int }'],
    ['an enum of inputs', 'enum E { A } input I { e: E } extend enum E @policy(policies: [["owner"]])'],
    ['a class on an argument', 'type T { f(a: Int @dataClass(class: C2)): Int }'],
  ])('a rule on %s, where it would have no effect', (_name, sdl) => {
    expect(() => read(links, sdl)).toThrow(/is where nothing enforces it/);
  });

  test('a rule that two parts of a type declare', () => {
    const parts =
      'type T @policy(policies: [["owner"]]) { f: Int } extend type T @policy(policies: [["role:r"]])';
    expect(() => read(links, parts)).toThrow(/^T: @policy is repeated/);
  });

  test.each([
    ['without a URL', '@link(as: "x")'],
    ['for a purpose that there is not', '@link(url: "https://specs.test/secret/v1.0", for: SAFETY)'],
    ['with an argument that there is not', '@link(url: "https://specs.test/secret/v1.0", purpose: SECURITY)'],
    [
      'that imports a directive as a type',
      `@link(url: "${federation}", import: [{ name: "@policy", as: "rule" }])`,
    ],
  ])('a link %s', (_name, link) => {
    expect(() => read(link, 'type T { f: Int }')).toThrow(PolicyError);
  });
});
