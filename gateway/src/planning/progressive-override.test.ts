import { anonymous, type Principal } from '@civic-graph/policy';
import { drawSeed, personas } from '@civic-graph/testing';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { askedOf, citizenCalled, movingFields, movingSupergraph } from '../../test/fixtures/moving-fields.ts';
import { admitSupergraph } from '../supergraph/served-supergraph.ts';
import { createApolloPlanner } from './planners/apollo-planner.ts';
import { createRustPlanner } from './planners/rust-planner.ts';
import { callerNumber, progressiveOverride } from './progressive-override.ts';

const document = parse(movingSupergraph);

describe('the override context of a caller', () => {
  test('is stable, and depends only on the pairwise subject', () => {
    const { contextOf } = progressiveOverride(document, []);
    for (let at = 0; at < 100; at++) {
      const { key } = contextOf(citizenCalled(`subject-${at}`));
      expect(
        contextOf({ ...citizenCalled(`subject-${at}`), scopes: [], purpose: null, citizenKey: 'x' }).key,
      ).toBe(key);
      expect(progressiveOverride(document, []).contextOf(citizenCalled(`subject-${at}`)).key).toBe(key);
    }
  });

  test('does not change from one version of the gateway to the next', () => {
    const numbers = [citizenCalled('subject-1'), personas['wechat-city'], personas.admin].map((principal) =>
      callerNumber(principal).toFixed(6),
    );
    expect(numbers).toMatchInlineSnapshot(`
      [
        "31.854985",
        "51.827249",
        "49.507107",
      ]
    `);
  });

  const seed = drawSeed();
  test(`is distributed as the label says over 10,000 callers (seed ${seed})`, () => {
    const { contextOf } = progressiveOverride(document, ['beta']);
    const callers = 10_000;
    const contexts = Array.from(
      { length: callers },
      (_, at) => contextOf(citizenCalled(`${seed}-${at}`)).labels,
    );
    const share = (label: string) => contexts.filter((on) => on.has(label)).length / callers;
    const six = (part: number) => 6 * Math.sqrt((part * (1 - part)) / callers);
    for (const part of [0.1, 0.335]) {
      // Six standard deviations: by chance alone it fails once in 500 million runs.
      expect(Math.abs(share(`percent(${part * 100})`) - part)).toBeLessThan(six(part));
    }
    expect([share('percent(100)'), share('percent(0)'), share('beta')]).toEqual([1, 0, 1]);
    // The tenth is within the third: a growing share moves nobody back.
    expect(contexts.filter((on) => on.has('percent(10)') && !on.has('percent(33.5)'))).toEqual([]);
  });

  test('is one for all anonymous callers, and the last to move', () => {
    const { contextOf } = progressiveOverride(document, []);
    expect([...contextOf(anonymous).labels]).toEqual(['percent(100)']);
  });

  test('is the same for all if the supergraph has no such labels', () => {
    const { contexts, contextOf } = progressiveOverride(parse('type Query { a: Int }'), ['beta']);
    expect(contexts).toBe(1);
    expect(contextOf(citizenCalled('a'))).toEqual({ key: '', labels: new Set(), percentage: 0 });
  });

  test('ignores a percentage that is configured as a name', () => {
    const { contextOf } = progressiveOverride(document, ['percent(0)']);
    expect(contextOf(citizenCalled('a')).labels).not.toContain('percent(0)');
  });
});

describe.each([
  ['rust', createRustPlanner],
  ['apollo', (_sdl: string, gatewaySdl: string) => createApolloPlanner(gatewaySdl)],
] as const)('the %s planner', (_, createPlanner) => {
  const query = `{ thing { stays moved ${Object.keys(movingFields).join(' ')} } }`;

  async function movedFor(principal: Principal, named: readonly string[]): Promise<string[]> {
    const { planner, override } = admitSupergraph(movingSupergraph, createPlanner, named);
    const plan = await planner.plan(query, override.contextOf(principal));
    const [next, old] = ['next', 'old'].map((subgraph) => new Set(askedOf(subgraph, plan)));
    const all = [...Object.keys(movingFields), 'stays', 'moved'];
    // Exactly one of the two resolves each field.
    for (const field of all) expect([field, next!.has(field) !== old!.has(field)]).toEqual([field, true]);
    return all.filter((field) => next!.has(field)).sort();
  }

  /** Callers by their numbers: one below and one above each share. */
  const callers = Array.from({ length: 1_000 }, (_, at) => citizenCalled(`subject-${at}`));
  const between = (from: number, to: number) =>
    callers.find((each) => callerNumber(each) >= from && callerNumber(each) < to)!;

  test.each<[string, Principal, readonly string[], string[]]>([
    ['of the first tenth', between(0, 10), [], ['all', 'moved', 'tenth', 'third']],
    ['just inside the tenth', between(9, 10), [], ['all', 'moved', 'tenth', 'third']],
    ['of the third', between(10, 11), [], ['all', 'moved', 'third']],
    ['just inside the third', between(33, 33.5), [], ['all', 'moved', 'third']],
    ['just outside', between(33.5, 34), [], ['all', 'moved']],
    ['with a high number', between(99, 100), ['beta'], ['all', 'beta', 'moved']],
    ['who is nobody', anonymous, ['beta'], ['all', 'beta', 'moved']],
  ])('sends a caller %s to the subgraph of its fields', async (_, principal, named, expected) => {
    expect(await movedFor(principal, named)).toEqual(expected);
  });
});
