import { randomUUID } from 'node:crypto';
import { personas, testSecrets } from '@civic-graph/testing';
import { createPairwiseIds } from '@civic-graph/tokens';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../../test/fixtures/payments.ts';
import { isNoticeCode } from '../code.ts';
import { issueFile } from './issue-file.ts';
import type { BulkReport } from './issue-notices.ts';
import { readRows, TooManyRows, UnreadableRows } from './read-rows.ts';

const clerk = personas['operator-payments'];
const mutation = `mutation ($input: IssueNoticesInput!) { issueNotices(input: $input) {
  __typename
  ... on NoticesIssued {
    issuedCount badCount
    issued(first: 100) { nodes { row reference issuedBefore notice { code amount { amountMinor } dueDate items { revenueCode { code } } } } }
    bad(first: 100) { nodes { row reference problem } }
  }
  ... on PaymentProblem { message }
} }`;
const header = 'reference,region_code,due_date,revenue_code,legal_basis,amount_minor';
const row = (reference: string, amount: number | string = 11_200) =>
  `${reference},330102,2099-12-31,103049901,"Fee schedule, 2026",${amount}`;

interface Answer {
  readonly issueNotices: {
    readonly issued: { readonly nodes: readonly { readonly notice: { readonly code: string } }[] };
    readonly bad: { readonly nodes: readonly { readonly row: number; readonly problem: string }[] };
  };
}

describe('issuing many notices', () => {
  let payments: TestPayments;
  beforeAll(async () => {
    payments = await startTestPayments();
  });
  afterAll(() => payments.stop());
  const issue = async (content: string, format = 'CSV', idempotencyKey = randomUUID()) =>
    (await payments.ask<Answer>(clerk, mutation, { input: { format, content, idempotencyKey } }))
      .issueNotices;

  it('names each bad row and issues every good one', async () => {
    const answer = await issue(
      [
        header,
        row('A1'),
        row('A2', '-5'),
        `A3,330102,2099-02-30,103049901,Fees,100`,
        `A4,330102,2099-12-31,103,Fees,100`,
        row('A1'),
        'A5,330102',
        `A6,33,2099-12-31,103049901,Fees,100`,
        `A7,330102,2020-01-01,103049901,Fees,100`,
        `,330102,2099-12-31,103049901,Fees,100`,
        row('A8', 5),
      ].join('\n'),
    );
    expect(answer).toMatchObject({ __typename: 'NoticesIssued', issuedCount: 2, badCount: 8 });
    expect(answer.issued.nodes).toMatchObject([
      { row: 1, reference: 'A1', issuedBefore: false, notice: { amount: { amountMinor: '11200' } } },
      { row: 10, reference: 'A8', notice: { amount: { amountMinor: '5' }, dueDate: '2099-12-31' } },
    ]);
    expect(answer.issued.nodes.every(({ notice }) => isNoticeCode(notice.code))).toBe(true);
    expect(answer.bad.nodes.map(({ row: number, problem }) => `${number} ${problem.split(':')[0]}`)).toEqual([
      '2 amountMinor',
      '3 dueDate',
      '4 revenueCode',
      '5 reference',
      '6 row',
      '7 regionCode',
      '8 dueDate',
      '9 reference',
    ]);
  });

  it('accepts JSON with several items, late fee and particulars', async () => {
    const item = { revenueCode: '103049901', legalBasis: 'Fees', amountMinor: '100' };
    const answer = await issue(
      JSON.stringify([
        {
          reference: 'J1',
          regionCode: '330102',
          addressee: payments.handle(personas.lin.citizenKey),
          dueDate: '2099-12-31',
          items: [item, item],
          lateFee: { dailyBasisPoints: 300 },
          fineParticulars: { offence: 'Parked', place: 'Here', occurredAt: '2026-01-01T10:00:00+08:00' },
        },
        { reference: 'J2' },
        'nothing',
      ]),
      'JSON',
    );
    expect(answer).toMatchObject({ issuedCount: 1, badCount: 2 });
    const { code } = answer.issued.nodes[0]!.notice;
    const { rows } =
      await sql`SELECT amount_minor, citizen_key, late_fee_basis_points, late_fee_cap_percent, offence,
      (SELECT count(*)::int FROM notice_item WHERE notice_code = code) AS items
      FROM notice JOIN fine_particulars ON notice_code = code WHERE code = ${code}`.execute(payments.db);
    expect(rows).toEqual([
      {
        amount_minor: '200',
        citizen_key: personas.lin.citizenKey,
        late_fee_basis_points: 300,
        late_fee_cap_percent: 100,
        offence: 'Parked',
        items: 2,
      },
    ]);
  });

  it('addresses by the agency’s pairwise ids, and names the row with an invalid one', async () => {
    const to = (reference: string, handle: string) => `${row(reference)},${handle}`;
    const { citizenKey } = personas.lin;
    const answer = await issue(
      [
        `${header},addressee`,
        to('H1', payments.handle(citizenKey)),
        to('H2', payments.handle(citizenKey, 'education')),
        to('H3', citizenKey),
        to('H4', ''),
      ].join('\n'),
    );
    expect(answer.issued.nodes).toMatchObject([{ reference: 'H1' }, { reference: 'H4' }]);
    expect(answer.bad.nodes).toEqual(
      ['H2', 'H3'].map((reference, index) => ({
        row: index + 2,
        reference,
        problem: "addressee: one of the agency's own handles",
      })),
    );
    const { rows } = await sql`SELECT reference, citizen_key FROM notice WHERE reference LIKE 'H%'
      ORDER BY reference`.execute(payments.db);
    expect(rows).toEqual([
      { reference: 'H1', citizen_key: citizenKey },
      { reference: 'H4', citizen_key: null },
    ]);
  });

  it('issues none twice: the same key returns the same answer, the same references the same notices', async () => {
    const [content, key] = [[header, row('T1'), row('T2')].join('\n'), randomUUID()];
    const first = await issue(content, 'CSV', key);
    expect(await issue(content, 'CSV', key)).toEqual(first);
    const again = await issue([header, row('T0'), row('T1'), row('T2', 7)].join('\n'));
    expect(again).toMatchObject({
      issuedCount: 2,
      issued: {
        nodes: [
          { reference: 'T0', issuedBefore: false },
          { reference: 'T1', issuedBefore: true },
        ],
      },
      bad: { nodes: [{ row: 3, reference: 'T2', problem: 'reference: used before for another notice' }] },
    });
    expect(again.issued.nodes[1]!.notice.code).toBe(first.issued.nodes[0]!.notice.code);
  });

  it.each([
    ['CSV', ''],
    ['CSV', 'reference,pocket\nA,1'],
    ['CSV', 'reference\nA'],
    ['JSON', '{'],
    ['JSON', '{}'],
  ])('says that it cannot read %s %j', async (format, content) => {
    expect(await issue(content, format)).toMatchObject({ __typename: 'NoticesUnreadable' });
  });

  it.each([
    `${header}\n`,
    [header, ...Array.from({ length: 1_001 }, (_, index) => row(`N${index}`))].join('\n'),
  ])('refuses no rows and too many', async (content) => {
    const variables = { input: { format: 'CSV', content, idempotencyKey: randomUUID() } };
    const { errors } = await payments.subgraph.executeAs(clerk, { query: mutation, variables });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('resumes a file whose earlier run was interrupted', async () => {
    const lines = Array.from({ length: 4_500 }, (_, index) => row(`F${index}`, index + 1));
    const run = async (content: string) => {
      const reports: BulkReport[] = [];
      await issueFile(
        payments.db,
        { agency: 'education', pairwiseIds: createPairwiseIds(testSecrets.addressee) },
        'csv',
        content,
        () => new Date(),
        (report) => reports.push(report),
      );
      return reports.flatMap(({ issued }) => issued);
    };
    await run([header, ...lines.slice(0, 2_500)].join('\n'));
    const issued = await run([header, ...lines].join('\n'));
    expect(issued.filter(({ before }) => before)).toHaveLength(2_500);
    expect(new Set(issued.map(({ code }) => code)).size).toBe(4_500);
    const { rows } = await sql`SELECT count(*)::int AS n, sum(amount_minor)::text AS sum FROM notice
      WHERE reference LIKE 'F%'`.execute(payments.db);
    expect(rows).toEqual([{ n: 4_500, sum: String((4_500 * 4_501) / 2) }]);
  });

  it('limits unmatched quotes to their row', () => {
    const broken = 'Q2,330102,2099-12-31,103049901,a"b",1';
    const rows = readRows('csv', [header, row('Q1'), broken, row('Q3'), 'a"', row('Q5')].join('\n'));
    expect(rows.map((raw) => [raw.row, 'value' in raw])).toEqual([
      [1, true],
      [2, false],
      [3, true],
      [4, false],
      [5, true],
    ]);
    expect(() => readRows('json', 'null')).toThrow(UnreadableRows);
  });

  it('stops at too many rows or unmatched quotes', () => {
    const hostile = ['a\nb"c\n', 'b"c\n', 'a\n', 'a"b'].map((some) => `${header}\n${some.repeat(100_000)}`);
    const startedAt = Date.now();
    for (const content of hostile) expect(() => readRows('csv', content, 1_000)).toThrow(TooManyRows);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(readRows('csv', [header, row('Q1'), 'a"'].join('\n'), 2)).toHaveLength(2);
    expect(() => readRows('csv', [header, row('Q1'), 'a"'].join('\n'), 1)).toThrow(TooManyRows);
    // A file has no such limit, and is read in linear time.
    expect(readRows('csv', `${header}\n${'a\nb"c\n'.repeat(2_000)}`)).toHaveLength(4_000);
  });
});
