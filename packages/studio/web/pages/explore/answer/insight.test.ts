import { expect, it } from 'vitest';
import { takeInsight } from './insight.ts';

const fetchOf = (subgraph: string, entitiesAt?: string[]) => ({
  kind: 'fetch',
  subgraph,
  operation: '{ me { id } }',
  ...(entitiesAt && { entitiesAt }),
});

it('takes plan, timing, access, cost and access records out of an answer', () => {
  const extensions = {
    queryPlan: { kind: 'sequence', nodes: [fetchOf('identity'), fetchOf('payments', ['me'])] },
    timing: {
      totalMs: 12.5,
      fetches: [{ subgraph: 'identity', startMs: 0.1, ms: 4, entities: 0, kept: 0, outcome: 'ok' }],
    },
    access: [
      { coordinate: 'Citizen.id', allowed: false, dataClass: 'C1', owners: ['identity'], rules: ['r'] },
    ],
    cost: { planned: 12, actual: 9, limit: 50_000 },
    accessRecords: [
      {
        requestId: 'r-1',
        caller: 'operator',
        app: 'civic-studio',
        officialAgency: 'transport',
        purpose: null,
        fields: { transport: ['Citizen.transitPasses'] },
        scopes: ['transport:passes'],
        result: 'partial',
      },
    ],
    other: 1,
  };
  const { answer, insight } = takeInsight({ data: { me: null }, extensions });
  expect(answer).toEqual({ data: { me: null }, extensions: { other: 1 } });
  expect(insight).toEqual({
    plan: {
      kind: 'sequence',
      nodes: [
        { ...fetchOf('identity'), entitiesAt: [] },
        { ...fetchOf('payments'), entitiesAt: ['me'] },
      ],
    },
    timing: {
      totalMs: 12.5,
      fetches: [{ subgraph: 'identity', startMs: 0.1, ms: 4, entities: 0, outcome: 'ok' }],
    },
    access: [
      {
        coordinate: 'Citizen.id',
        allowed: false,
        dataClass: 'C1',
        owners: ['identity'],
        rules: ['r'],
        remedy: null,
      },
    ],
    cost: { planned: 12, actual: 9, limit: 50_000 },
    records: [
      {
        requestId: 'r-1',
        caller: 'operator',
        app: 'civic-studio',
        agency: 'transport',
        purpose: null,
        fields: [['transport', ['Citizen.transitPasses']]],
        scopes: ['transport:passes'],
        isPartial: true,
      },
    ],
  });
});

it('leaves an answer without insight as it is', () => {
  expect(takeInsight({ data: {} })).toEqual({ answer: { data: {} }, insight: null });
  const { answer, insight } = takeInsight({
    data: {},
    extensions: { access: [], queryPlan: { kind: 'new' } },
  });
  expect(answer).toEqual({ data: {} });
  expect(insight).toEqual({ plan: null, timing: null, access: [], cost: null, records: [] });
});
