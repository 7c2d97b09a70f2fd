import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { composeSupergraph, ownSubgraph, readableFields } from '@civic-graph/gateway';
import { decide } from '@civic-graph/policy';
import { describe, expect, it } from 'vitest';
import { callers } from './callers.ts';
import { readCases } from './read-cases.ts';

const subgraphs = new URL('../../../subgraphs/', import.meta.url);
const agencies = ['identity', 'transport', 'payments', 'statistics'];
const supergraph = composeSupergraph([
  ...agencies.map((name) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    sdl: readFileSync(new URL(`${name}/schema.graphql`, subgraphs), 'utf8'),
  })),
  ownSubgraph,
]);
const { coordinates, schema, policyIndex } = readableFields(supergraph);

const guards = (coordinate: string) => policyIndex.requirementsOf(...split(coordinate));
const owners = (coordinate: string) => policyIndex.ownersOf(...split(coordinate));

function split(coordinate: string): [string, string] {
  const dot = coordinate.indexOf('.');
  return [coordinate.slice(0, dot), coordinate.slice(dot + 1)];
}

describe.each([...agencies, ownSubgraph.name])('the policy of %s', (agency) => {
  const folder = agency === ownSubgraph.name ? '../gateway' : agency;
  const file = new URL(`${folder}/policy.test.graphql`, subgraphs);
  const cases = existsSync(file)
    ? readCases(readFileSync(file, 'utf8'), schema).filter(
        ({ coordinate }) => owners(coordinate).includes(agency) && guards(coordinate).length > 0,
      )
    : [];

  it('decides as the agency expects, for every caller', () => {
    for (const { operation, coordinate, readers } of cases) {
      const actual = Object.entries(callers)
        .filter(([, principal]) =>
          guards(coordinate).every((requirement) => decide(requirement, principal).allowed),
        )
        .map(([name]) => name);
      expect(actual.sort(), `${agency}, ${operation}: who may read ${coordinate}`).toEqual(
        [...readers].sort(),
      );
    }
  });

  it('has a case for every guarded field, in which somebody may read it and somebody may not', () => {
    const covered = new Set(
      cases
        .filter(({ readers }) => readers.size > 0 && readers.size < Object.keys(callers).length)
        .map(({ coordinate }) => coordinate),
    );
    const guarded = [...coordinates].filter(
      (coordinate) => owners(coordinate).includes(agency) && guards(coordinate).length > 0,
    );
    const missing = guarded.filter((coordinate) => !covered.has(coordinate));
    expect(missing, `add cases to ${fileURLToPath(file)}`).toEqual([]);
  });
});

it('there are guarded fields of three agencies', () => {
  const owning = agencies.filter((agency) =>
    [...coordinates].some(
      (coordinate) => owners(coordinate).includes(agency) && guards(coordinate).length > 0,
    ),
  );
  expect(owning).toEqual(['identity', 'transport', 'payments']);
});

describe('cases are refused that', () => {
  it.each([
    ['do not fit the schema', 'query A { nothing }'],
    ['name nobody', 'query A { me @readableBy(only: ["nobody"]) { id } }'],
    ['have no name', '{ me @readableBy(only: []) { id } }'],
    ['say both', 'query A { me @readableBy(only: [], except: []) { id } }'],
    ['say neither', 'query A { me @readableBy { id } }'],
    ['say something else', 'query A { me @readableBy(all: []) { id } }'],
  ])('%s', (_, text) => {
    expect(() => readCases(text, schema)).toThrow();
  });
});
