import type { Principal } from '@civic-graph/policy';
import { citizen, citizenKey, type PersonaName, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../test/fixtures/payments.ts';

const { lin } = personas;
/** Has every consent, so only ownership can fail. */
const zhao = citizen(1);
const treasurerOf = (agency: string): Principal => ({ ...personas['operator-payments'], agency });

const ownData = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Citizen {
  notices { nodes { code fineParticulars { place } } } payments { nodes { id } } } } }`;
interface OwnData {
  readonly _entities: {
    notices: { nodes: { code: string; fineParticulars: object | null }[] };
    payments: { nodes: { id: string }[] };
  }[];
}

describe('read access', () => {
  let payments: TestPayments;
  let fine: string;
  let paymentId: string;
  beforeAll(async () => {
    payments = await startTestPayments();
    const of = [{ __typename: 'Citizen', uin: lin.citizenKey }];
    const { _entities } = await payments.ask<OwnData>(lin, ownData, { of });
    fine = _entities[0]!.notices.nodes.find((notice) => notice.fineParticulars !== null)!.code;
    paymentId = _entities[0]!.payments.nodes[0]!.id;
  });
  afterAll(() => payments.stop());

  const execute = (principal: Principal, query: string, variables: object = {}) =>
    payments.subgraph.executeAs(principal, { query, variables });
  const entity = (principal: Principal, representation: object, selection: string) =>
    execute(
      principal,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${(representation as { __typename: string }).__typename} { ${selection} } } }`,
      { of: [representation] },
    );

  it('shows payee, items and amount to anyone with the code', async () => {
    const query = `query ($code: String!) { notice(code: $code) {
      code agency { id } amount { amountMinor currency }
      items { legalBasis amount { amountMinor } revenueCode { code name parent { code } } }
    } }`;
    const { data, errors } = await execute(personas.anonymous, query, { code: fine });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      notice: {
        code: fine,
        agency: { id: 'traffic-police' },
        amount: { amountMinor: '20000', currency: 'CNY' },
        items: [
          {
            amount: { amountMinor: '20000' },
            revenueCode: { code: '103050101', parent: { code: '1030501' } },
          },
        ],
      },
    });
  });

  it('shows an app with minimal rights only whether something is to be paid', async () => {
    const reminded = citizen(5_002, 'weibo-city');
    const of = { __typename: 'Citizen', uin: reminded.citizenKey };
    const hasDue = async (principal: Principal = reminded) => {
      const { data, errors } = await entity(principal, of, 'hasDueNotices');
      return errors?.[0]?.extensions?.code ?? (data as { _entities: object[] })._entities[0];
    };
    expect(await hasDue()).toEqual({ hasDueNotices: false });
    const code = await payments.issue('10000', reminded.citizenKey);
    expect(await hasDue()).toEqual({ hasDueNotices: true });
    expect((await entity(reminded, of, 'notices { nodes { code } }')).errors).toHaveLength(1);
    expect(await hasDue(citizen(5_003))).toBe('FORBIDDEN');
    expect(await hasDue({ ...reminded, consents: ['identity:basic'] })).toBe('FORBIDDEN');

    const { paymentId } = await payments.initiate(citizen(5_002), code);
    await payments.deliver(payments.notification(paymentId, 'payment.succeeded'));
    expect(await hasDue()).toEqual({ hasDueNotices: false });
  });

  const personal = [
    'status',
    'dueDate',
    'due { amountMinor }',
    'lateFee { amountMinor }',
    'lateFeeRule { capPercent }',
    'paid { amountMinor }',
    'history { event }',
    'issuedAt',
    'citizen { uin }',
    'addressee',
    'fineParticulars { offence place occurredAt }',
    'payments { nodes { id } }',
  ];
  const strangers: [string, Principal][] = [
    ...(
      [
        'anonymous',
        'zhao',
        'operator-transport',
        'operator-payments',
        'admin',
        'wechat-city',
      ] as PersonaName[]
    ).map((name): [string, Principal] => [name, personas[name]]),
    ['zhao with every consent', zhao],
    ['lin without consent', citizen(0, 'wechat-city', [])],
    ['lin through an app without the scope', citizen(0, 'weibo-city')],
  ];

  describe.each(strangers)('%s', (_name, principal) => {
    it.each(personal)(
      'is refused the personal field %s of a notice, by code and as an entity',
      async (field) => {
        const name = field.split(' ')[0]!;
        const byCode = await execute(
          principal,
          `query ($code: String!) { notice(code: $code) { code ${field} } }`,
          {
            code: fine,
          },
        );
        const asEntity = await entity(principal, { __typename: 'Notice', code: fine }, `code ${field}`);
        const { notice } = byCode.data as { notice: Record<string, unknown> };
        const [object] = (asEntity.data as { _entities: Record<string, unknown>[] })._entities;
        for (const [read, answer] of [
          [notice, byCode],
          [object, asEntity],
        ] as const) {
          expect(read).toEqual({ code: fine, [name]: null });
          expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
        }
      },
    );

    it('gets nothing of lin’s lists', async () => {
      const lists =
        'notices { nodes { code } } payments { nodes { id } } receipts { nodes { number signed pdf } }';
      const { data, errors } = await entity(principal, { __typename: 'Citizen', uin: lin.citizenKey }, lists);
      expect(data).toEqual({ _entities: [{ notices: null, payments: null, receipts: null }] });
      expect(errors).toHaveLength(3);
    });

    it('gets nothing of lin’s payment and receipt, by id and as an entity', async () => {
      const selection = 'id state amount { amountMinor } receipt { number signed pdf }';
      const byId = await execute(principal, `query ($id: ID!) { payment(id: $id) { ${selection} } }`, {
        id: paymentId,
      });
      const asEntity = await entity(principal, { __typename: 'Payment', id: paymentId }, selection);
      // operator-payments is the treasurer of the paid agency.
      if (principal === personas['operator-payments']) {
        expect(byId.data).toMatchObject({ payment: { id: paymentId } });
        return;
      }
      expect(byId.data?.payment ?? null).toBeNull();
      expect((asEntity.data as { _entities: unknown[] } | null)?._entities[0] ?? null).toBeNull();
    });
  });

  it('hides whether another person’s payment exists', async () => {
    const query = 'query ($id: ID!) { payment(id: $id) { id } }';
    const answer = { data: { payment: null } };
    expect(await execute(zhao, query, { id: paymentId })).toEqual(answer);
    expect(await execute(zhao, query, { id: '00000000-0000-4000-8000-000000000000' })).toEqual(answer);
    expect(await execute(zhao, query, { id: "' OR 1=1" })).toEqual(answer);
  });

  it('shows the details of a fine only at the high assurance level', async () => {
    const query = 'query ($code: String!) { notice(code: $code) { issuedAt fineParticulars { offence } } }';
    const substantial: Principal = { ...lin, assurance: 'substantial' };
    const high = await execute(lin, query, { code: fine });
    expect(high).toMatchObject({
      data: { notice: { fineParticulars: { offence: 'Drove through a red light' } } },
    });
    const low = await execute(substantial, query, { code: fine });
    expect(low.data).toMatchObject({ notice: { issuedAt: expect.any(String), fineParticulars: null } });
    expect(low.errors).toMatchObject([{ path: ['notice', 'fineParticulars'] }]);
  });

  it('shows an agency’s clerk the agency’s notices and no others', async () => {
    const selection = 'addressee citizen { uin }';
    const own = await entity(treasurerOf('traffic-police'), { __typename: 'Notice', code: fine }, selection);
    const addressee = payments.handle(citizenKey(0), 'traffic-police');
    expect(own).toEqual({ data: { _entities: [{ addressee, citizen: { uin: citizenKey(0) } }] } });
  });

  it('shows an agency’s id of a citizen only to its clerk, not to the citizen or the app', async () => {
    const { data, errors } = await entity(lin, { __typename: 'Notice', code: fine }, 'issuedAt addressee');
    expect(data).toMatchObject({ _entities: [{ issuedAt: expect.any(String), addressee: null }] });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  describe('revenue', () => {
    const period = '(from: "2000-01-01", until: "2100-01-01") { total { amountMinor currency }';
    const lines = 'byRevenueCode { nodes { revenueCode { code } amount { amountMinor } } } }';
    const agency = (principal: Principal, id: string) =>
      entity(principal, { __typename: 'Agency', id }, `revenue${period} ${lines}`);
    const region = (principal: Principal, code: string) =>
      entity(principal, { __typename: 'Region', code }, `revenue${period} }`);
    const total = (answer: { data?: Record<string, unknown> | null }) =>
      BigInt(
        (answer.data as { _entities: { revenue: { total: { amountMinor: string } } }[] })._entities[0]!
          .revenue.total.amountMinor,
      );

    it('is for an agency’s own treasurer and for finance', async () => {
      const own = await agency(treasurerOf('education'), 'education');
      expect(total(own)).toBeGreaterThan(0n);
      expect(await agency(personas['operator-payments'], 'education')).toEqual(own);
      for (const principal of [
        treasurerOf('traffic-police'),
        lin,
        personas.anonymous,
        personas.admin,
        personas['operator-transport'],
        { ...personas['operator-payments'], roles: ['notice-clerk'] },
      ]) {
        expect((await agency(principal, 'education')).data).toEqual({ _entities: [{ revenue: null }] });
      }
    });

    it('adds up: lines to agencies, districts to the city', async () => {
      const finance = personas['operator-payments'];
      const agencies = await Promise.all(
        ['civil-affairs', 'transport', 'finance', 'statistics', 'traffic-police', 'education'].map((id) =>
          agency(finance, id),
        ),
      );
      const sum = agencies.map(total).reduce((a, b) => a + b);
      for (const code of ['330100', '330000']) expect(total(await region(finance, code))).toBe(sum);
      const districts = ['330102', '330105', '330106', '330108', '330109', '330110'];
      const parts = await Promise.all(districts.map((code) => region(finance, code)));
      expect(parts.map(total).reduce((a, b) => a + b)).toBe(sum);
      expect((await region(finance, 'CHN')).data).toEqual({ _entities: [{ revenue: null }] });
    });

    it('of a region is refused to the treasurer of one agency', async () => {
      expect((await region(treasurerOf('education'), '330100')).data).toEqual({
        _entities: [{ revenue: null }],
      });
    });
  });

  it('an unsigned call is refused', async () => {
    const body = JSON.stringify({ query: '{ _service { sdl } }' });
    const headers = { 'content-type': 'application/json' };
    const { statusCode } = await payments.subgraph.inject({ method: 'POST', url: '/graphql', headers, body });
    expect(statusCode).toBe(401);
  });
});
