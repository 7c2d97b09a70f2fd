import { PublicError } from '@civic-graph/errors';
import { anonymous } from '@civic-graph/policy';
import { personas } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import type { Engine } from '../../execution/engine.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import { type SubscriptionCheckOptions, subscriptionCheck } from './subscription-check.ts';

const served = {} as ServedSupergraph;
const admits: Pick<Engine, 'withholds' | 'unlisted'> = { withholds: () => false, unlisted: () => null };
const checkOf = (changes: Partial<SubscriptionCheckOptions>) =>
  subscriptionCheck({
    operation: { served, switchesFor: () => '' } as unknown as PreparedOperation,
    principal: anonymous,
    authorization: undefined,
    switches: '',
    view: { current: served },
    engine: admits,
    verify: async () => personas.lin,
    failure: (error) => (error instanceof PublicError ? error : new PublicError('INTERNAL_SERVER_ERROR')),
    ...changes,
  });

it('answers without a promise if there is nothing to look up', () => {
  expect(checkOf({})()).toBeNull();
  for (const [changes, code] of [
    [{ view: { current: null } }, 'SUBSCRIPTION_INTERRUPTED'],
    [{ switches: 'one' }, 'SUBSCRIPTION_INTERRUPTED'],
    [{ engine: { ...admits, withholds: () => true } }, 'PERSONAL_DATA_WITHHELD'],
  ] as const) {
    expect(checkOf(changes)()).toMatchObject({ code });
  }
});

it('verifies a token again that is not known to be valid', async () => {
  const given = { principal: personas.lin, authorization: 'Bearer token' };
  expect(await checkOf(given)()).toBeNull();
  const refuse = async () => {
    throw new PublicError('TOKEN_REVOKED');
  };
  expect(await checkOf({ ...given, verify: refuse })()).toMatchObject({ code: 'TOKEN_REVOKED' });
});

it('waits for a safelist, whose failure ends the subscription', async () => {
  const unlisted = async () => new PublicError('OPERATION_NOT_SAFELISTED');
  const broken = () => Promise.reject(new Error('broken'));
  for (const given of [{}, { principal: personas.lin, authorization: 'Bearer token' }]) {
    const check = (list: Engine['unlisted']) =>
      checkOf({ ...given, engine: { ...admits, unlisted: list } })();
    expect(await check(unlisted)).toMatchObject({ code: 'OPERATION_NOT_SAFELISTED' });
    expect(await check(broken)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  }
});
