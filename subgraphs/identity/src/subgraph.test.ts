import { citizen, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from './identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

type Person = Parameters<IdentityDeployment['subgraph']['executeAs']>[0];

async function ask(principal: Person, query: string, variables: object = {}) {
  const result = await identity.subgraph.executeAs(principal, { query, variables });
  return {
    data: result.data as Record<string, never> | null | undefined,
    codes: (result.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions?.code]),
  };
}

const envelope = '{ value classification lastUpdated source { id name name_en: name(language: EN) } }';

describe('me', () => {
  it('is the citizen with everything consented to', async () => {
    const { data, codes } = await ask(
      personas.lin,
      `{ me { assuranceLevel ageOver(years: 18) residesIn(region: "330100")
         profile { name ${envelope} phone { value } email { value } birthDate { value classification }
                   address { value region { code } classification } } } }`,
    );
    expect(codes).toEqual([]);
    expect(data).toMatchObject({
      me: {
        assuranceLevel: 'HIGH',
        ageOver: true,
        residesIn: true,
        profile: {
          name: {
            value: '林晓梅',
            classification: 'C2',
            lastUpdated: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/),
            source: { id: 'civil-affairs', name: '示范市民政局', name_en: 'Civil Affairs Bureau' },
          },
          phone: { value: '+8612000000000' },
          email: { value: 'lin@citizen.example' },
          birthDate: { value: '1993-04-18', classification: 'C3' },
          address: {
            value: expect.stringContaining('西湖区'),
            region: { code: '330106' },
            classification: 'C3',
          },
        },
      },
    });
  });

  it('has the token’s subject as its id', async () => {
    const minted = (
      await identity.subgraph.inject({ method: 'POST', url: '/demo/token', payload: { persona: 'lin' } })
    ).json<{ access_token: string }>();
    const { sub } = JSON.parse(Buffer.from(minted.access_token.split('.')[1]!, 'base64url').toString());
    const { data } = await ask(personas.lin, '{ me { id } }');
    const elsewhere = await ask(citizen(0, 'alipay-city'), '{ me { id } }');
    expect(data).toEqual({ me: { id: sub } });
    expect(elsewhere.data).not.toEqual(data);
  });

  it('is null if no citizen is involved', async () => {
    for (const principal of [personas['wechat-city'], personas['operator-payments'], personas.admin]) {
      expect(await ask(principal, '{ me { id } }')).toEqual({ data: { me: null }, codes: [] });
    }
  });

  it('hides from an app each field without the citizen’s consent', async () => {
    const { data, codes } = await ask(
      personas.zhao,
      '{ me { id ageOver(years: 18) profile { name { value } } consents { nodes { id } } } agency(id: "transport") { id } }',
    );
    expect(data).toEqual({
      me: { id: null, ageOver: null, profile: null, consents: null },
      agency: { id: 'transport' },
    });
    expect(codes.map(([path]) => path).sort()).toEqual(['me.ageOver', 'me.consents', 'me.id', 'me.profile']);
  });

  it('hides birth date and address from a sign-in at the substantial level', async () => {
    const { data } = await ask(
      { ...personas.lin, assurance: 'substantial' },
      '{ me { profile { name { value } birthDate { value } address { value } } } }',
    );
    expect(data).toEqual({
      me: { profile: { name: { value: '林晓梅' }, birthDate: null, address: null } },
    });
  });

  it('is only the caller: a reference to another citizen returns no fields', async () => {
    const { data } = await ask(personas.lin, entities('Citizen { id profile { name { value } } }'), {
      representations: [{ __typename: 'Citizen', uin: 'CTZ-0000000005' }],
    });
    expect(data).toEqual({ _entities: [{ id: null, profile: null }] });
  });

  it.each([
    ['ageOver(years: -1)', 'years: -1 is not one of 14, 16, 18,'],
    ['ageOver(years: 33)', 'years'],
    ['residesIn(region: "33")', 'region'],
    ['residesIn(region: "330106")', 'region: districts are class C3; query profile.address instead'],
    ['consents(first: 101) { nodes { id } }', 'first'],
    ['consents(after: "!") { nodes { id } }', 'after'],
  ])('refuses %s, naming %s', async (field, message) => {
    const { errors } = await identity.subgraph.executeAs(personas.lin, { query: `{ me { ${field} } }` });
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(message);
  });

  it.each([
    ['ageOver', ['years: 14', 'years: 16', 'years: 18', 'years: 20']],
    ['residesIn', ['region: "330000"', 'region: "330100"', 'region: "310000"', 'region: "110000"']],
  ])(
    'answers %s to three different questions, and starts again with the next operation',
    async (predicate, questions) => {
      const fields = questions.map((question, index) => `a${index}: ${predicate}(${question})`);
      const { data, codes } = await ask(personas.lin, `{ me { ${fields.join(' ')} } }`);
      expect(codes).toEqual([['me.a3', 'BAD_USER_INPUT']]);
      expect(data).toEqual({ me: { a0: true, a1: true, a2: predicate === 'ageOver', a3: null } });
      expect((await ask(personas.lin, `{ me { ${fields.slice(1).join(' ')} } }`)).codes).toEqual([]);
    },
  );

  it('lists the consents, with their apps and purposes', async () => {
    const { data, codes } = await ask(
      personas.lin,
      `{ me { consents(first: 2) { pageInfo { hasNextPage } nodes {
          id revision status lawfulBasis app { clientId } purpose { id title(language: EN) } scopes { id } } } } }`,
    );
    expect(codes).toEqual([]);
    expect(data).toMatchObject({
      me: {
        consents: {
          pageInfo: { hasNextPage: true },
          nodes: [
            {
              id: 'demo-lin-alipay-city',
              revision: 1,
              status: 'ACTIVE',
              lawfulBasis: 'CONSENT',
              app: { clientId: 'alipay-city' },
              purpose: { id: 'city-services' },
              scopes: expect.arrayContaining([{ id: 'payments:pay' }]),
            },
            { id: 'demo-lin-wechat-city' },
          ],
        },
      },
    });
  });
});

describe('the directory', () => {
  it('is open to everybody, page by page', async () => {
    const page = '{ edges { cursor } nodes { id } pageInfo { hasNextPage endCursor } }';
    const first = await ask(personas.anonymous, `{ agencies(first: 5) ${page} }`);
    const { nodes, pageInfo } = (first.data as never as { agencies: Page }).agencies;
    expect(nodes.map(({ id }) => id)).toEqual([
      ...['civil-affairs', 'finance', 'platform', 'statistics', 'transport'],
    ]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await ask(personas.anonymous, `query ($after: String) { agencies(after: $after) ${page} }`, {
      after: pageInfo.endCursor,
    });
    expect((rest.data as never as { agencies: Page }).agencies.nodes.map(({ id }) => id)).toEqual([
      'traffic-police',
      'education',
    ]);
  });

  it.each(['WzEuNV0', 'WyJ4Il0', 'WzQwMDAwXQ', 'Wy0xXQ'])('refuses the forged cursor %s', async (after) => {
    const { codes } = await ask(personas.anonymous, `{ agencies(after: "${after}") { nodes { id } } }`);
    expect(codes).toEqual([['agencies', 'BAD_USER_INPUT']]);
  });

  it('finds nothing for an id that PostgreSQL rejects', async () => {
    const query =
      'query ($id: ID!) { agency(id: $id) { name } partnerApp(clientId: $id) { name } agencies(first: 1) { nodes { id } } }';
    expect(await ask(personas.anonymous, query, { id: 'a\0b' })).toEqual({
      data: { agency: null, partnerApp: null, agencies: { nodes: [{ id: 'civil-affairs' }] } },
      codes: [],
    });
  });

  it('lists partner apps with their approvals, and not the console', async () => {
    const { data } = await ask(
      personas.anonymous,
      `{ partnerApps { nodes { clientId platform approvedScopes { id classification } purposes { id } } }
         partnerApp(clientId: "civic-console") { clientId } }`,
    );
    expect(data).toMatchObject({
      partnerApps: {
        nodes: [
          { clientId: 'wechat-city' },
          { clientId: 'alipay-city' },
          {
            clientId: 'weibo-city',
            platform: 'Weibo',
            approvedScopes: [
              { id: 'identity:basic', classification: 'C1' },
              { id: 'transport:passes', classification: 'C2' },
              { id: 'payments:due', classification: 'C1' },
            ],
            purposes: [{ id: 'city-services' }],
          },
        ],
      },
      partnerApp: null,
    });
  });
});

describe('one query per table, for any number of objects', () => {
  const citizens = Array.from({ length: 100 }, (_, index) => ({
    __typename: 'Citizen',
    uin: `CTZ-${String(index).padStart(10, '0')}`,
  }));
  const agencies = Array.from({ length: 100 }, (_, index) => ({
    __typename: 'Agency',
    id: ['transport', 'finance', 'no-such-agency'][index % 3],
  }));
  const apps = Array.from({ length: 100 }, (_, index) => ({
    __typename: 'PartnerApp',
    clientId: ['wechat-city', 'weibo-city', 'no-such-app'][index % 3],
  }));

  it.each([
    ['citizens', citizens, 'Citizen { __typename }', 1],
    ['agencies', agencies, 'Agency { name kind }', 1],
    ['apps', apps, 'PartnerApp { name approvedScopes { id } }', 1],
    ['purposes of apps', apps, 'PartnerApp { purposes { id } }', 2],
  ])('%s', async (_, representations, selection, queries) => {
    const before = identity.subgraph.database.queries;
    const { data, codes } = await ask(personas.lin, entities(selection), { representations });
    expect(codes).toEqual([]);
    expect((data as never as { _entities: unknown[] })._entities).toHaveLength(100);
    expect(identity.subgraph.database.queries - before).toBe(queries);
  });

  it('everything about me: facts, consents, apps, purposes, agencies', async () => {
    const before = identity.subgraph.database.queries;
    const { codes } = await ask(
      personas.lin,
      `{ me { ageOver(years: 18) residesIn(region: "330000")
         profile { name ${envelope} phone ${envelope} email ${envelope} }
         consents { nodes { app { name } purpose { title } } } } }`,
    );
    expect(codes).toEqual([]);
    expect(identity.subgraph.database.queries - before).toBe(5);
  });

  it('an unknown reference is null', async () => {
    const { data } = await ask(personas.lin, entities('Agency { name }'), {
      representations: [{ __typename: 'Agency', id: 'no-such-agency' }],
    });
    expect(data).toEqual({ _entities: [null] });
  });
});

interface Page {
  readonly nodes: { id: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
}

function entities(selection: string): string {
  const [type = '', ...fields] = selection.split(' ');
  return `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} ${fields.join(' ')} } }`;
}
