import { type AnyOfAllOf, anonymous } from '@civic-graph/policy';
import { expect, test } from 'vitest';
import { refusalError } from './refusal-error.ts';

const refuse = (rule: 'policy' | 'requiresScopes', missing: AnyOfAllOf) =>
  refusalError('Citizen.income', { allowed: false, rule, missing }, ['me', 'income'], {
    consentUrl: 'https://issuer.test',
    principal: anonymous,
  }).extensions;
const challenge = {
  error: 'insufficient_user_authentication',
  acr_values: 'urn:civic-graph:assurance:high',
};

test('names the step-up if only the assurance level is missing (RFC 9470)', () => {
  expect(refuse('policy', [['assurance:high']])).toEqual({
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    coordinate: 'Citizen.income',
    rule: 'policy',
    missing: [['assurance:high']],
    remedy: expect.stringContaining('acr_values=urn:civic-graph:assurance:high'),
    stepUp: challenge,
  });
  expect(refuse('policy', [['consent:s', 'assurance:high'], ['assurance:high']])).toMatchObject({
    stepUp: challenge,
  });
});

test.each<['policy' | 'requiresScopes', AnyOfAllOf]>([
  ['policy', [['consent:s', 'assurance:high']]],
  ['policy', [['role:clerk'], ['owner']]],
  ['policy', []],
  ['policy', [[]]],
  ['requiresScopes', [['assurance:high']]],
])('no step-up is requested if it would not be enough (%s %j)', (rule, missing) => {
  expect(refuse(rule, missing)).not.toHaveProperty('stepUp');
});

test('merges alternatives that differ only in the caller', () => {
  expect(
    refuse('policy', [['agency:finance'], ['consent:s'], ['agency:transport'], ['role:clerk']]),
  ).toMatchObject({
    remedy: expect.stringMatching(
      /^only the agencies finance and transport, or the role clerk, may use it, or the citizen’s consent to s is needed .*\.$/,
    ),
  });
  expect(refuse('policy', [['owner', 'role:clerk']])).toMatchObject({
    remedy: 'only the citizen or agency that it belongs to may use it and the role clerk is needed.',
  });
});
