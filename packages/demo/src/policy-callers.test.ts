import { decide, type Requirement } from '@civic-graph/policy';
import { expect, it } from 'vitest';
import { callers, policyCallers } from './index.ts';

const libraries = {
  subgraph: 'libraries',
  agency: { id: 'culture' },
  scopes: [
    { id: 'libraries:loans', officialsOnly: false },
    { id: 'libraries:stock', officialsOnly: true },
  ],
};
const transport = {
  subgraph: 'transport',
  agency: { id: 'transport' },
  scopes: [{ id: 'transport:other', officialsOnly: false }],
};

const readers = (scope: string, policy: string) => {
  const requirement: Requirement = { authenticated: false, scopes: [[scope]], policies: [[policy]] };
  return Object.entries(policyCallers(libraries))
    .filter(([, principal]) => decide(requirement, principal).allowed)
    .map(([name]) => name);
};

it('an agency that the demonstration does not know has an official and consenting citizens', () => {
  expect(readers('libraries:loans', 'consent:libraries:loans')).toEqual(['lin', 'lin-low-assurance']);
  expect(readers('libraries:loans', 'agency:culture')).toEqual(['operator-libraries']);
  expect(readers('libraries:stock', 'agency:culture')).toEqual(['operator-libraries']);
  expect(readers('libraries:stock', 'consent:libraries:stock')).toEqual([]);
});

it('the callers of known agencies stay as they are', () => {
  expect(policyCallers(transport)).toEqual(callers);
});
