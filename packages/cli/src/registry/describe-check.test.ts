import { expect, it } from 'vitest';
import { describeCheck } from './describe-check.ts';
import { withReportUrl } from './report-url.ts';

const change = {
  kind: 'GAINS' as const,
  coordinate: 'Citizen.loans',
  dataClass: 'C2',
  callers: ['any citizen'],
};
const check = {
  ...{
    id: '1',
    url: '/#check=1',
    subgraph: 'libraries',
    version: 'a',
    state: 'PASSED',
    needs: [],
    problems: [],
  },
  accessChanges: {
    nodes: [
      { ...change, affectedCitizens: 'fewer than 10' },
      { ...change, coordinate: 'Branch.name', affectedCitizens: null },
    ],
    pageInfo: { hasNextPage: false },
  },
};

it('a check says how many citizens a change affects, and where people read it', () => {
  const result = withReportUrl({ __typename: 'SubgraphChecked', check }, 'https://city.example/graph');
  expect(describeCheck(result.check)).toBe(
    [
      '+ Citizen.loans (C2): any citizen; consenting citizens: fewer than 10',
      '+ Branch.name (C2): any citizen',
      'Check: PASSED',
      'Report: https://city.example/#check=1',
      '',
    ].join('\n'),
  );
});

it('a result without a check stays as it is', () => {
  const refused = { __typename: 'PublishRefused', check: null, message: 'no' };
  expect(withReportUrl(refused, 'https://city.example')).toBe(refused);
});
