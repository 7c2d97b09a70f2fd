import { composeSupergraph } from '@civic-graph/supergraph';
import { expect, it } from 'vitest';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import { contractProblems } from './contract-problems.ts';

const { schema } = sampleAgency('parks');
const after = composeSupergraph([{ name: 'parks', url: 'http://parks.invalid/graphql', sdl: schema }]);
const filter = { includeTags: ['open'], excludeTags: [], hidesUnreachableTypes: true };
const served = { schema: 'type Query { parks: Int }', problem: null };
const broken = { schema: null, problem: { code: 'CONTRACT_EMPTY', message: 'nothing is tagged' } } as const;
const contract = { name: 'open', revision: '1', ...filter };

it('does not filter a supergraph again that is in force', async () => {
  const text = 'This is no supergraph.';
  const check = { inForce: text, after: text, cause: 'publish' } as const;
  expect(await contractProblems([{ ...contract, before: served }], check)).toEqual({
    problems: [],
    contracts: [{ revision: '1', filtered: served }],
  });
});

it.each([
  ['an error of a publish', 'publish', served, 'error'],
  ['a warning of a rollback', 'rollback', served, 'warning'],
  ['a warning where it could not be served before', 'publish', broken, 'warning'],
] as const)('a contract that is left empty is %s', async (_, cause, before, severity) => {
  const { problems } = await contractProblems([{ ...contract, before }], { inForce: null, after, cause });
  expect(problems).toMatchObject([{ severity, code: 'CONTRACT_EMPTY' }]);
});
