import { personas } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { judge } from './judge.ts';

const refusal = (policies: string[][]) =>
  judge(
    [{ authenticated: false, scopes: null, policies }],
    personas.zhao,
    { citizenKey: 'another' },
    'Citizen.name',
  );

test.each<[string[][], string]>([
  [
    [['owner']],
    'Not authorized to access Citizen.name: only the citizen or agency that it belongs to may use it.',
  ],
  [[['owner'], ['consent:identity:profile']], 'Not authorized to access Citizen.name.'],
])('%j is refused in words that name no directive', (policies, message) => {
  expect(refusal(policies)?.message).toBe(message);
});
