import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { citizenKey, personas, testSecrets } from '@civic-graph/testing';
import { createPairwiseIds } from '@civic-graph/tokens';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { isNoticeCode } from './code.ts';

const clerk = personas['operator-payments'];
const mutation = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) {
    __typename
    ... on NoticeIssued { notice { code status dueDate agency { id } amount { amountMinor } items { legalBasis } addressee citizen { uin } } }
    ... on RevenueCodeUnknown { message code }
  }
}`;
const item = { revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '11200' };
const handle = createPairwiseIds(testSecrets.addressee).idOf(citizenKey(7), 'finance');
const valid = () => ({
  regionCode: '330102',
  addressee: handle,
  items: [item],
  dueDate: '2099-12-31',
  idempotencyKey: randomUUID(),
});

describe('issuing a notice', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());
  const issue = (input: object, principal: Parameters<TestPayments['ask']>[0] = clerk) =>
    payments.subgraph.executeAs(principal, { query: mutation, variables: { input } });

  it('uses the clerk’s agency, with exact sums', async () => {
    const { data, errors } = await issue({
      ...valid(),
      items: [item, { ...item, amountMinor: '900719925474099' }],
    });
    expect(errors).toBeUndefined();
    const { notice } = (data as { issueNotice: { notice: { code: string } } }).issueNotice;
    expect(notice).toMatchObject({
      status: 'ISSUED',
      dueDate: '2099-12-31',
      agency: { id: 'finance' },
      amount: { amountMinor: '900719925485299' },
      addressee: handle,
      citizen: { uin: citizenKey(7) },
    });
    expect(notice.code).toMatch(/^330102103/);
    expect(isNoticeCode(notice.code)).toBe(true);
  });

  it('returns the same notice for the same key, and refuses another body', async () => {
    const input = { ...valid(), items: [item] };
    const first = await issue(input);
    expect(await issue(input)).toEqual(first);
    const other = await issue({ ...input, dueDate: '2098-12-31' });
    expect(other.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
  });

  it.each(['999', '10304', '1030499'])('refuses to collect under %j', async (revenueCode) => {
    const { data } = await issue({ ...valid(), items: [item, { ...item, revenueCode }] });
    expect(data).toMatchObject({ issueNotice: { __typename: 'RevenueCodeUnknown', code: revenueCode } });
  });

  it.each<[string, object]>([
    ['an invalid region', { regionCode: '33' }],
    ['no items', { items: [] }],
    ['21 items', { items: Array(21).fill(item) }],
    ['an item of nothing', { items: [{ ...item, amountMinor: '0' }] }],
    ['a negative item', { items: [{ ...item, amountMinor: '-1' }] }],
    ['an amount that is not a whole number', { items: [{ ...item, amountMinor: '1.5' }] }],
    ['an amount that would overflow a sum', { items: [{ ...item, amountMinor: '9223372036854775807' }] }],
    ['a revenue code of letters', { items: [{ ...item, revenueCode: 'a\0b' }] }],
    ['no legal basis', { items: [{ ...item, legalBasis: ' ' }] }],
    ['a due date in the past', { dueDate: '2020-01-01' }],
    ['a day that does not exist', { dueDate: '2099-02-30' }],
    ['the internal key of a citizen', { addressee: citizenKey(7) }],
    ['text that is not a pairwise id', { addressee: '' }],
  ])('refuses %s', async (_what, change) => {
    const { errors } = await issue({ ...valid(), items: [item], ...change });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it.each(['anonymous', 'lin', 'operator-transport', 'admin', 'wechat-city'] as const)(
    'is refused to %s',
    async (persona) => {
      const { data, errors } = await issue({ ...valid(), items: [item] }, personas[persona]);
      expect(data).toEqual({ issueNotice: null });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    },
  );

  it('addresses a person by the pairwise id of the issuing agency only', async () => {
    const education: Principal = { ...clerk, agency: 'education' };
    const refused = await issue(valid(), education);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const own = createPairwiseIds(testSecrets.addressee).idOf(citizenKey(7), 'education');
    const { data } = await issue({ ...valid(), addressee: own }, education);
    expect(data).toMatchObject({
      issueNotice: { notice: { addressee: own, citizen: { uin: citizenKey(7) } } },
    });
    expect(own).not.toBe(handle);
  });

  it('is refused to an agency that collects nothing', async () => {
    const { errors } = await issue({ ...valid(), addressee: null }, { ...clerk, agency: 'museum' });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
