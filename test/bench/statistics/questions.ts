import { ages, type Cube, months, sexes, valueAt } from './cube.ts';

/** A request to the service, and the answer that follows from how the values were made. */
export interface Question {
  readonly query: string;
  readonly variables: object;
  /** @throws Error if the data of the answer are wrong */
  check(data: unknown): void;
}

/** Kinds of requests, with the rate at which they are sent. */
export interface Kind {
  readonly name: string;
  readonly perSecond: number;
  readonly samples: number;
  readonly quickSamples: number;
  draw(cubes: readonly Cube[], random: (below: number) => number): Question;
}

const pageRows = 100;
const page = `query ($id: ID!, $key: [KeyFilter!], $from: String, $to: String) {
  dataflow(id: $id) { observations(key: $key, from: $from, to: $to, first: ${pageRows}) {
    pageInfo { endCursor } nodes { key { value } timePeriod value } } } }`;
const regions = `query ($regions: [_Any!]!, $id: ID!, $key: [KeyFilter!], $from: String, $to: String) {
  _entities(representations: $regions) { ... on Region { code
    indicator(dataflow: $id, key: $key, from: $from, to: $to) { series { observations { timePeriod value } } } } } }`;
const groups = `query ($id: ID!, $by: [ID!]!, $from: String, $to: String) {
  dataflow(id: $id) { groups(by: $by, from: $from, to: $to, first: 1000) { key { value } timePeriod value parts } } }`;

/** Indices of the months of a range. */
interface Range {
  readonly from: number;
  readonly to: number;
}

export const kinds: readonly Kind[] = [
  {
    ...{ name: 'a page of 100, filtered', perSecond: 20, samples: 1_000, quickSamples: 100 },
    draw(cubes, random) {
      const cube = drawCube(cubes, random);
      const range = drawRange(random, 12);
      const start = random(cube.regions.length);
      const regionsWanted = [start, (start + 1 + random(cube.regions.length - 1)) % cube.regions.length];
      // Half of the pages name no region, so that the first column of the sort key does not help.
      return pageOf(cube, random(2) === 0 ? null : regionsWanted, [random(ages.length)], range);
    },
  },
  {
    ...{ name: 'a page of one region', perSecond: 20, samples: 500, quickSamples: 100 },
    draw(cubes, random) {
      const cube = drawCube(cubes, random);
      return pageOf(cube, [random(cube.regions.length)], null, drawRange(random, 36));
    },
  },
  {
    ...{ name: '100 regions, a series of two years each', perSecond: 4, samples: 100, quickSamples: 20 },
    draw(cubes, random) {
      const cube = drawCube(cubes, random);
      const [age, sex, range] = [random(ages.length), random(sexes.length), drawRange(random, 24)];
      const first = random(cube.regions.length);
      const step = 1 + 2 * random(12);
      const wanted = Array.from({ length: 100 }, (_, at) => (first + at * step) % cube.regions.length);
      return {
        query: regions,
        variables: {
          ...{ id: cube.id, ...rangeVariables(range) },
          regions: wanted.map((region) => ({ __typename: 'Region', code: cube.regions[region] })),
          key: [filter('AGE', ages, [age]), filter('SEX', sexes, [sex])],
        },
        check(data) {
          const { _entities: found } = data as { readonly _entities: unknown };
          const expected = wanted.map((region) => ({
            code: cube.regions[region],
            indicator: {
              series: [
                {
                  observations: monthsIn(range).map((month) => ({
                    timePeriod: months[month],
                    value: valueAt(cube, region, sex, age, month),
                  })),
                },
              ],
            },
          }));
          same(found, expected);
        },
      };
    },
  },
  {
    ...{ name: 'sums by a dimension', perSecond: 1, samples: 30, quickSamples: 10 },
    draw(cubes, random) {
      const cube = drawCube(cubes, random);
      const byAge = random(2) === 0;
      const range = drawRange(random, byAge ? 48 : 96);
      const own = byAge ? ages : sexes;
      return {
        query: groups,
        variables: { id: cube.id, by: [byAge ? 'AGE' : 'SEX'], ...rangeVariables(range) },
        check(data) {
          const { dataflow } = data as { readonly dataflow: { readonly groups: unknown } };
          const expected = own.flatMap((code, position) =>
            monthsIn(range).map((month) => ({
              key: [{ value: code }],
              timePeriod: months[month],
              ...sumOf(cube, byAge ? { age: position } : { sex: position }, month),
            })),
          );
          same(dataflow.groups, expected.slice(0, 1_000));
        },
      };
    },
  },
];

function pageOf(
  cube: Cube,
  regionsWanted: readonly number[] | null,
  agesWanted: readonly number[] | null,
  range: Range,
): Question {
  const key = [
    ...(regionsWanted === null ? [] : [filter('REF_AREA', cube.regions, regionsWanted)]),
    ...(agesWanted === null ? [] : [filter('AGE', ages, agesWanted)]),
  ];
  return {
    query: page,
    variables: { id: cube.id, key, ...rangeVariables(range) },
    check(data) {
      const { dataflow } = data as {
        readonly dataflow: { readonly observations: { readonly nodes: unknown } };
      };
      const expected: object[] = [];
      const areas = regionsWanted?.toSorted((one, other) => one - other) ?? cube.regions.keys();
      for (const region of areas) {
        for (const sex of sexes.keys()) {
          for (const age of agesWanted ?? ages.keys()) {
            for (const month of monthsIn(range)) {
              const codes = [cube.regions[region], sexes[sex], ages[age]];
              const value = valueAt(cube, region, sex, age, month);
              expected.push({
                key: codes.map((code) => ({ value: code })),
                timePeriod: months[month],
                value,
              });
            }
          }
        }
        if (expected.length >= pageRows) break;
      }
      same(dataflow.observations.nodes, expected.slice(0, pageRows));
    },
  };
}

function sumOf(cube: Cube, fixed: { readonly age?: number; readonly sex?: number }, month: number) {
  let [value, parts] = [0, 0];
  for (const region of cube.regions.keys()) {
    for (const sex of sexes.keys()) {
      if (fixed.sex !== undefined && fixed.sex !== sex) continue;
      for (const age of ages.keys()) {
        if (fixed.age !== undefined && fixed.age !== age) continue;
        value += valueAt(cube, region, sex, age, month);
        parts += 1;
      }
    }
  }
  return { value, parts };
}

function drawCube(cubes: readonly Cube[], random: (below: number) => number): Cube {
  const cube = cubes[random(cubes.length)];
  if (cube === undefined) throw new RangeError('no cubes');
  return cube;
}

function drawRange(random: (below: number) => number, length: number): Range {
  const from = random(months.length - length + 1);
  return { from, to: from + length - 1 };
}

function monthsIn({ from, to }: Range): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

function rangeVariables({ from, to }: Range) {
  return { from: months[from], to: months[to] };
}

/** @param wanted positions in the list of codes */
function filter(dimension: string, codes: readonly string[], wanted: readonly number[]) {
  return { dimension, codes: wanted.map((at) => codes[at]) };
}

function same(found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one === other) return;
  const at = [...one].findIndex((character, index) => character !== other[index]);
  throw new Error(
    `wrong answer: ${one.slice(Math.max(0, at - 200), at + 200)}; not ${other.slice(Math.max(0, at - 200), at + 200)}`,
  );
}
