import { codesOf, collect } from '@civic-graph/testing';
import { expect, it } from 'vitest';
import { expectPromisedTime } from '../promised-time.ts';
import { beginPayment, firstOf, subscribeEverywhere } from '../two-gateways/payment-subscribers.ts';
import { two } from '../two-gateways/two-gateways.ts';

it('a suspended app is refused at both gateways within two seconds, and its subscriptions end', async () => {
  const token = await two.token('lin', 'alipay-city');
  const { paymentId } = await beginPayment(token);
  const all = subscribeEverywhere(token, paymentId);
  await firstOf(all);
  const ends = all.map(collect);
  const own = await two.token('alipay-city');
  const query = '{ me { ageOver(years: 18) } }';
  const admin = await two.token('admin');
  const decide = async (name: 'suspendApp' | 'reinstateApp', type: string) => {
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`;
    const input = { clientId: 'alipay-city', reason: 'Receipts turned up elsewhere' };
    return (await two.askFirst(admin, mutation, { input })).data;
  };

  expect(await decide('suspendApp', 'SuspendAppInput')).toEqual({
    suspendApp: { __typename: 'AppSuspended' },
  });
  const start = performance.now();
  for (const results of await Promise.all(ends)) expect(codesOf(results)).toEqual(['TOKEN_REVOKED']);
  for (const each of [token, own]) {
    for (const { errors } of await two.askBoth(each, query)) {
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TOKEN_REVOKED']);
    }
  }
  expectPromisedTime(performance.now() - start);

  // After reinstatement, citizens have to sign in again.
  expect(await decide('reinstateApp', 'ReinstateAppInput')).toEqual({
    reinstateApp: { __typename: 'AppReinstated' },
  });
  for (const { errors } of await two.askBoth(token, query)) {
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TOKEN_REVOKED']);
  }
});
