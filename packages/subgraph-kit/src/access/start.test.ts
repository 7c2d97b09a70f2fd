import { PolicyError, readSchemaPolicies, readSchemaRequirements } from '@civic-graph/policy';
import { testSecrets } from '@civic-graph/testing';
import { buildASTSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createRegistry, head } from '../registry.fixture.ts';
import { createSubgraph } from '../subgraph.ts';

const profile = '@requiresScopes(scopes: [["p"]]) @policy(policies: [["consent:p"]])';

async function start(sdl: string, resources = {}) {
  const signature = { secret: testSecrets.subgraph };
  const typeDefs = `${head}\n${sdl}`;
  const subgraph = await createSubgraph({
    name: 'x',
    typeDefs,
    resolvers: {},
    resources,
    signature,
    logLevel: 'silent',
  });
  await subgraph.close();
}

describe('the start is refused', () => {
  test.each([
    ['a field without a class', 'type Query { a: Int }', /^Query\.a: no data class/],
    [
      'a field of a type without a class',
      'type Query { a: A @dataClass(class: C0) } type A { b: Int }',
      /^A\.b: no data class/,
    ],
    [
      'an interface field without a class',
      'type Query { a: A @dataClass(class: C0) } interface A { b: Int }',
      /^A\.b: no data class/,
    ],
    ['C1 without a rule', 'type Query { a: Int @dataClass(class: C1) }', /^Query\.a: C1 needs/],
    [
      'C2 without a scope',
      'type Query { a: Int @policy(policies: [["consent:p"]]) @dataClass(class: C2) }',
      /C2 needs @requiresScopes/,
    ],
    [
      'C2 without consent',
      'type Query { a: Int @requiresScopes(scopes: [["p"]]) @dataClass(class: C2) }',
      /C2 needs consent/,
    ],
    [
      'C2 with consent in one alternative only',
      'type Query { a: Int @requiresScopes(scopes: [["p"]]) @policy(policies: [["consent:p"], ["owner"]]) @dataClass(class: C2) }',
      /C2 needs consent/,
    ],
    [
      'C3 without high assurance',
      `type Query { a: Int ${profile} @dataClass(class: C3) }`,
      /C3 needs assurance:high/,
    ],
    ['C4', `type Query { a: Int ${profile} @dataClass(class: C4) }`, /C4 .* must not be/],
    [
      'a member that does not meet the class of its interface',
      'type Query { a: A @dataClass(class: C0) } interface A { b: Int @dataClass(class: C2) } type B implements A { b: Int @dataClass(class: C0) }',
      /^B\.b: C2 needs/,
    ],
    [
      'an unknown policy',
      'type Query { a: Int @policy(policies: [["superuser"]]) @dataClass(class: C1) }',
      /unknown policy "superuser"/,
    ],
    ['no scopes', 'type Query { a: Int @requiresScopes(scopes: []) @dataClass(class: C1) }', /empty/],
    ['an empty alternative', 'type Query { a: Int @policy(policies: [[]]) @dataClass(class: C1) }', /empty/],
    [
      'owner without a resource',
      'type Query { a: A @dataClass(class: C0) } type A { b: Int @policy(policies: [["owner"]]) @dataClass(class: C1) }',
      /^A\.b: the policy "owner" needs an entry resources\.A/,
    ],
    [
      'owner on the type without a resource',
      'type Query { a: A @dataClass(class: C0) } type A @policy(policies: [["owner"]]) @dataClass(class: C1) { b: Int }',
      /resources\.A/,
    ],
    [
      'owner on a scalar without a resource',
      'type Query { a: A @dataClass(class: C0) } scalar S @policy(policies: [["owner"]]) type A @dataClass(class: C1) { b: S }',
      /resources\.A/,
    ],
  ])('for %s', async (_name, sdl, message) => {
    const error = await start(sdl).then(
      () => undefined,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(PolicyError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('\n');
  });

  // An inherited property must not count as an entry.
  test('for owner on a type whose name is a property of every object', async () => {
    const sdl =
      'type Query { a: constructor @dataClass(class: C0) } type constructor { b: Int @policy(policies: [["owner"]]) @dataClass(class: C1) }';
    await expect(start(sdl)).rejects.toThrow(/resources\.constructor/);
  });

  test('for a directive on an interface, which federation does not allow', async () => {
    const sdl =
      'type Query { a: A @dataClass(class: C0) } interface A @dataClass(class: C0) { b: Int @authenticated }';
    await expect(start(sdl)).rejects.toThrow(/cannot be applied on interfaces/);
  });

  test('for a resolver of a field that does not exist', async () => {
    await expect(createRegistry({ resolvers: { Citizen: { nmae: () => '' } } })).rejects.toThrow(
      'Citizen.nmae',
    );
    await expect(createRegistry({ resolvers: { Citizn: {} } })).rejects.toThrow('Citizn');
  });
});

describe('the start is accepted', () => {
  test.each([
    [
      'the root of a query with owner',
      `type Query { a: Int @policy(policies: [["owner"]]) @dataClass(class: C1) }`,
    ],
    [
      'requirements that add up',
      `type Query { a: A @dataClass(class: C0) } type A ${profile} @dataClass(class: C3) { b: Int @policy(policies: [["assurance:high"]]) }`,
    ],
    [
      'a value type with its own',
      `type Query { a: A @dataClass(class: C2) } type A ${profile} @dataClass(class: C2) { b: Int }`,
    ],
  ])('for %s', async (_name, sdl) => {
    await expect(start(sdl)).resolves.toBeUndefined();
  });
});

// If federation ever allows it, a rule on an interface must not be lost.
test('requirements of interfaces count for the types that implement them', () => {
  const sdl = `${head}
    type Query { a: A @dataClass(class: C0) }
    interface A @authenticated @dataClass(class: C1) { b: Int @policy(policies: [["role:r"]]) c: Int }
    type B implements A @dataClass(class: C1) { b: Int c: Int d: Int }`;
  const document = parse(sdl);
  const policies = readSchemaPolicies(document, 'subgraph');
  const { fields } = readSchemaRequirements(buildASTSchema(document, { assumeValidSDL: true }), policies);
  const [ofType, ofField] = ['A', 'A.b'].map((coordinate) => policies.get(coordinate)?.requirement);
  expect(fields.get('B')?.get('b')?.ofParent).toEqual([ofType, ofField]);
  expect(fields.get('B')?.get('c')?.ofParent).toEqual([ofType]);
  expect(fields.get('B')?.get('d')?.ofParent).toEqual([ofType]);
  expect(fields.get('Query')?.get('a')).toEqual({ ofParent: [], ofResult: [ofType] });
});

test('invalid GraphQL stops the start with its location in one line', async () => {
  await expect(start('type Query { a: }')).rejects.toThrow(
    expect.objectContaining({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringMatching(/^schema\.graphql:\d+:17: Syntax Error: Expected Name, found "}"\.$/),
    }),
  );
});
