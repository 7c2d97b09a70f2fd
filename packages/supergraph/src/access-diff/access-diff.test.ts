import { decide, type Principal } from '@civic-graph/policy';
import { approvedScopes, fuzzing, randomNumbers, withPublicClass } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../composition/compose.ts';
import { accessDiff } from './access-diff.ts';
import { readableFields } from './readable-fields.ts';

const header = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@inaccessible", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"])
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
`;
const compose = (sdl: string) =>
  composeSupergraph([{ name: 'a', url: 'http://a.invalid', sdl: withPublicClass(header + sdl) }]);
const field = (rules: string) => compose(`type Query { open: Int  f: Int ${rules} }`);
const changes = (before: string, after: string) =>
  accessDiff(before, after, approvedScopes).map(({ change, coordinate, caller }) =>
    [change, coordinate, caller].join(' '),
  );

const a = '@requiresScopes(scopes: [["identity:basic"]])';
const consent = '@policy(policies: [["consent:identity:basic"]])';

describe('no change', () => {
  it.each([
    ['the same', a, a],
    [
      'alternatives in another order',
      '@requiresScopes(scopes: [["x"], ["y", "z"]])',
      '@requiresScopes(scopes: [["z", "y"], ["x"]])',
    ],
    [
      'a redundant alternative',
      '@requiresScopes(scopes: [["x"]])',
      '@requiresScopes(scopes: [["x"], ["x", "y"]])',
    ],
    ['authentication beside a scope', a, `${a} @authenticated`],
  ])('%s', (_, before, after) => {
    expect(changes(field(before), field(after))).toEqual([]);
  });

  it('a field that clients cannot see', () => {
    expect(changes(field(a), compose(`type Query { open: Int  f: Int ${a}  g: Int @inaccessible }`))).toEqual(
      [],
    );
  });
});

describe('changes', () => {
  it('names the apps that gain a public field, and anonymous callers', () => {
    const gained = changes(field('@requiresScopes(scopes: [["payments:pay"]])'), field(''));
    expect(gained).toContain('gains Query.f anonymous');
    expect(gained).toContain('gains Query.f weibo-city, app alone');
    expect(gained.join()).not.toContain('wechat-city');
    expect(gained.join()).not.toContain('loses');
  });

  it('names the citizens that lose a field without consent', () => {
    expect(changes(field(a), field(`${a} ${consent}`))).toEqual([
      ...['wechat-city', 'alipay-city', 'weibo-city'].flatMap((app) => [
        `loses Query.f ${app}, app alone`,
        `loses Query.f ${app}, citizen without consent`,
      ]),
      ...['app', 'citizen', 'operator', 'admin', 'developer'].map(
        (kind) => `loses Query.f any ${kind} with scope identity:basic`,
      ),
    ]);
  });

  it('reports a field that moves from one role to another', () => {
    const moved = changes(
      field('@policy(policies: [["role:clerk"]])'),
      field('@policy(policies: [["role:auditor"]])'),
    );
    expect(moved).toEqual(
      expect.arrayContaining([
        'loses Query.f operator as clerk',
        'loses Query.f admin as clerk',
        'gains Query.f operator as auditor',
        'gains Query.f admin as auditor',
      ]),
    );
    expect(moved.join()).not.toContain('citizen');
  });

  it('reports fields that are added and removed', () => {
    const told = changes(field(''), compose('type Query { open: Int  g: Int }'));
    expect(told).toContain('loses Query.f anonymous');
    expect(told).toContain('gains Query.g anonymous');
  });

  it('reports a rule on a type, for each of its fields', () => {
    const type = (rule: string) => compose(`type Query { t: T } type T ${rule} { x: Int  y: Int }`);
    const lost = changes(type(''), type('@authenticated'));
    expect(lost).toEqual(['Query.t', 'T.x', 'T.y'].map((coordinate) => `loses ${coordinate} anonymous`));
  });
});

it('refuses a field whose rules have too many combinations', () => {
  const many = (kind: string) =>
    JSON.stringify(Array.from({ length: 40 }, (_, index) => [`${kind}${index}`]));
  const crowded = field(`@requiresScopes(scopes: ${many('s')}) @policy(policies: ${many('role:r')})`);
  expect(() => accessDiff(crowded, crowded, {})).toThrow('Query.f: ');
});

const scopes = ['s1', 's2'];
const policies = ['consent:s1', 'assurance:high', 'role:r', 'agency:a', 'owner'];

describe('of generated supergraphs', () => {
  const { rounds, seed } = fuzzing(60);
  it(`misses no change and reports no false one (FUZZ_SEED=${seed})`, () => {
    const random = randomNumbers(seed);
    const everybody = allPrincipals();
    let changed = 0;
    for (let round = 0; round < rounds; round++) {
      const [before, after] = [supergraph(random), supergraph(random)];
      const told = new Set(
        accessDiff(before, after, {}).map(({ change, coordinate }) => `${change} ${coordinate}`),
      );
      const [old, next] = [readableFields(before), readableFields(after)];
      const real = new Set<string>();
      for (const coordinate of old.coordinates) {
        for (const principal of everybody) {
          const [could, can] = [old, next].map(({ policyIndex }) =>
            policyIndex
              .requirementsOf(...(coordinate.split('.') as [string, string]))
              .every((requirement) => decide(requirement, principal).allowed),
          );
          if (could !== can) real.add(`${can ? 'gains' : 'loses'} ${coordinate}`);
        }
      }
      expect([...told].sort(), `round ${round}`).toEqual([...real].sort());
      changed += real.size;
    }
    expect(changed).toBeGreaterThan(rounds / 2);
  }, 120_000);
});

function supergraph(random: (below: number) => number): string {
  return compose(
    `type Query { t: T ${rules(random)}  f: Int ${rules(random)} } type T ${rules(random)} { x: Int ${rules(random)}  y: Int }`,
  );
}

function rules(random: (below: number) => number): string {
  const pick = (from: readonly string[]) => from[random(from.length)]!;
  const anyOf = (from: readonly string[]) =>
    JSON.stringify(
      Array.from({ length: 1 + random(2) }, () => Array.from({ length: 1 + random(2) }, () => pick(from))),
    );
  return [
    random(5) === 0 ? '@authenticated' : '',
    random(5) < 2 ? `@requiresScopes(scopes: ${anyOf(scopes)})` : '',
    random(5) < 2 ? `@policy(policies: ${anyOf(policies)})` : '',
  ].join(' ');
}

/** All callers that rules with these scopes and policies can distinguish. */
function allPrincipals(): Principal[] {
  const subsets = [[], ['s1'], ['s2'], ['s1', 's2']];
  return [
    { kind: 'anonymous' },
    ...subsets.flatMap((held): Principal[] => {
      const app = { clientId: 'x', scopes: held, purpose: 'p' };
      return [
        { ...app, kind: 'app' },
        ...(['high', 'substantial'] as const).flatMap((assurance): Principal[] => {
          const person = { ...app, subject: 's', assurance };
          return [[], ['r']].flatMap((roles): Principal[] => [
            {
              ...person,
              kind: 'citizen',
              citizenKey: 'k',
              consents: roles.length > 0 ? ['s1'] : [],
              consentId: 'c',
            },
            { ...person, kind: 'operator', agency: 'a', roles },
            { ...person, kind: 'operator', agency: 'b', roles },
            { ...person, kind: 'admin', roles },
          ]);
        }),
      ];
    }),
  ];
}
