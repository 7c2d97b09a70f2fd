import { citizen, citizenKey, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testConfig } from '../../test/small-feed.ts';
import { formatIsoDate, parseIsoDate } from '../gtfs/date.ts';
import { createTransportSubgraph, type TransportSubgraph } from '../subgraph.ts';
import { syntheticPasses } from './transit-passes.ts';

const now = new Date('2026-11-25T23:55:00+08:00');
const reads: [string, number][] = [];
let transport: TransportSubgraph;

beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, {
    clock: () => now,
    onRead: (table, keys) => reads.push([table, keys]),
  });
});
afterAll(() => transport?.close());

describe('transit passes', () => {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Citizen { transitPasses { kind validFrom validTo valid agency { id } } }
  } }`;
  const of = (...citizens: number[]) => ({
    representations: citizens.map((index) => ({ __typename: 'Citizen', uin: citizenKey(index) })),
  });

  it('are visible to their owner with consent', async () => {
    const { data, errors } = await transport.executeAs(personas.lin, { query, variables: of(0) });
    expect(errors).toBeUndefined();
    const passes = [
      {
        kind: 'MONTHLY',
        validFrom: '2026-11-01',
        validTo: '2026-11-30',
        valid: true,
        agency: { id: 'transport' },
      },
    ];
    expect(data).toEqual({ _entities: [{ transitPasses: passes }] });
  });

  it.each([
    ['another citizen', citizen(5)],
    ['a citizen who has not consented', personas.zhao],
    ['an app that is not approved for them', citizen(0, 'alipay-city')],
    ['an app for itself', personas['wechat-city']],
    ['an operator of transport', personas['operator-transport']],
    ['an admin', personas.admin],
    ['nobody', personas.anonymous],
  ])('are not shown to %s', async (_who, principal) => {
    reads.length = 0;
    const variables = of(principal === personas.zhao ? 1 : 0);
    const { data, errors } = await transport.executeAs(principal, { query, variables });
    expect(data).toEqual({ _entities: [{ transitPasses: null }] });
    expect(errors?.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    expect(reads).toEqual([]);
  });

  it('exist only in a demo', async () => {
    const production = await createTransportSubgraph({ ...testConfig, demo: false }, { clock: () => now });
    const { data } = await production.executeAs(personas.lin, { query, variables: of(0) });
    expect(data).toEqual({ _entities: [{ transitPasses: [] }] });
    await production.close();
  });
});

describe('synthetic passes', () => {
  const today = parseIsoDate('2026-01-15')!;

  it('are deterministic per citizen, and of every kind among a hundred', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => citizenKey(index));
    const passes = await syntheticPasses.passesOf(keys, today);
    expect(await syntheticPasses.passesOf(keys, today)).toEqual(passes);
    expect(new Set(passes.flat().map(({ kind }) => kind))).toEqual(new Set(['MONTHLY', 'STUDENT', 'SENIOR']));
    expect(new Set(passes.flat().map(({ valid }) => valid))).toEqual(new Set([true, false]));
  });

  it('are valid for whole months, school years and years', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => citizenKey(index));
    const passes = (await syntheticPasses.passesOf(keys, today)).flat();
    const terms = new Set(
      passes.map(
        (pass) =>
          `${pass.kind} ${formatIsoDate(pass.validFrom)} ${formatIsoDate(pass.validTo)} ${pass.valid}`,
      ),
    );
    expect([...terms].sort()).toEqual([
      'MONTHLY 2025-12-01 2025-12-31 false',
      'MONTHLY 2026-01-01 2026-01-31 true',
      'SENIOR 2026-01-01 2026-12-31 true',
      'STUDENT 2025-09-01 2026-08-31 true',
    ]);
  });
});
