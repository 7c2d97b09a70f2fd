import { readFileSync } from 'node:fs';
import { type PersonaName, personas, signedFetch } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import type { Agency, Answer } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { signIn } from '../sign-in.ts';

const query = readFileSync(new URL('./one-query.graphql', import.meta.url), 'utf8');
const at = '2026-11-26T08:00:00+08:00';
const variables = { station: 'HZ:wulin', from: 'HZ:wulin', to: 'HZ:east', at, region: '330100' };
const citizenScopes =
  'identity:basic identity:profile identity:sensitive transport:passes payments:notices payments:receipts';

/** Public parts of the query, as the agencies themselves return them. */
const publicParts = {
  transport: `query ($station: ID!, $from: ID!, $to: ID!, $at: DateTime!) {
    station(gtfsId: $station) { name departures(at: $at, first: 3) { nodes { scheduledDeparture route { shortName } } } }
    planJourney(from: $from, to: $to, departAt: $at) { itineraries { departure arrival } } }`,
  statistics: `query ($region: ID!) { region(code: $region) { name
    indicator(dataflow: "population", key: [{ dimension: "AGE", codes: ["_T"] }]) { series { latest { timePeriod value } } } } }`,
} as const;

async function askAgency(agency: Agency, persona: PersonaName, text: string): Promise<Answer> {
  const url = `${city.subgraphUrl(agency)}/graphql`;
  const secret = city.secrets.subgraphs[agency]!;
  const response = await signedFetch(
    { subgraph: agency, url, principal: personas[persona], secret },
    { query: text, variables },
  );
  return (await response.json()) as Answer;
}

/** Fields that the agencies resolved while `work` ran. */
async function asked<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly fields: ReadonlySet<string> }> {
  const agencies = ['identity', 'transport', 'payments', 'statistics'] as const;
  const count = async () =>
    Object.assign({}, ...(await Promise.all(agencies.map((agency) => city.counters(agency)))));
  const before = await count();
  const result = await work();
  const after: Record<string, number> = await count();
  return { result, fields: new Set(Object.keys(after).filter((field) => after[field] !== before[field])) };
}

const refusedPaths = ({ errors = [] }: Answer) =>
  errors
    .filter(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')
    .map(({ path }) => path?.join('.'));

describe('one query over four agencies', () => {
  it('gives lin everything that lin has consented to', async () => {
    const all = citizenScopes.split(' ');
    const token = await signIn(city.issuerUrl, 'lin', {
      app: 'wechat-city',
      scopes: citizenScopes,
      consent: all,
    });
    const { data, errors } = await city.query(token, query, variables);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      me: {
        ageOver: true,
        profile: {
          name: {
            value: expect.stringMatching(/^林/),
            classification: 'C2',
            source: { name: 'Civil Affairs Bureau' },
          },
          birthDate: { value: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
        },
        notices: {
          nodes: expect.arrayContaining([
            {
              code: expect.stringMatching(/^\d{20}$/),
              amount: { amountMinor: expect.stringMatching(/^\d+$/), currency: 'CNY' },
              agency: { id: 'traffic-police', name: 'Traffic Police' },
            },
          ]),
        },
        payments: {
          nodes: expect.arrayContaining([
            { id: expect.any(String), receipt: { number: expect.any(String) } },
          ]),
        },
        transitPasses: [{ kind: 'MONTHLY', valid: true }],
      },
    });
  });

  it('gives everybody the public data as the agencies return it', async () => {
    const { data } = await city.query(null, query, variables);
    const transport = await askAgency('transport', 'anonymous', publicParts.transport);
    const statistics = await askAgency('statistics', 'anonymous', publicParts.statistics);
    const { me: _, ...publicData } = data as Record<string, unknown>;
    expect(publicData).toEqual({ ...(transport.data as object), ...(statistics.data as object) });
    const { station, planJourney } = publicData as {
      station: { departures: { nodes: { scheduledDeparture: string }[] } };
      planJourney: { itineraries: { departure: string; arrival: string }[] };
    };
    expect(station.departures.nodes).toHaveLength(3);
    for (const { scheduledDeparture } of station.departures.nodes)
      expect(scheduledDeparture >= at).toBe(true);
    for (const { departure, arrival } of planJourney.itineraries) expect(departure < arrival).toBe(true);
  });

  it('tells an anonymous caller to send a token, and fetches nothing about a citizen', async () => {
    const { result, fields } = await asked(() => city.query(null, query, variables));
    expect(result.data).toMatchObject({ me: null, station: { name: expect.any(String) } });
    expect(result.errors).toMatchObject([{ path: ['me'], extensions: { rule: 'authenticated' } }]);
    expect([...fields].filter((field) => /^(Citizen|Profile|Query\.me)/.test(field))).toEqual([]);
  });

  it('gives zhao, who declined everything, nulls with remedies, and fetches none of these fields', async () => {
    const token = await signIn(city.issuerUrl, 'zhao', {
      app: 'wechat-city',
      scopes: citizenScopes,
      consent: [],
    });
    const { result, fields } = await asked(() => city.query(token, query, variables));
    expect(result.data).toMatchObject({
      me: { id: null, ageOver: null, profile: null, notices: null, payments: null, transitPasses: null },
      region: { name: '杭州市' },
    });
    const denied = ['me.id', 'me.ageOver', 'me.profile', 'me.notices', 'me.payments', 'me.transitPasses'];
    expect(refusedPaths(result)).toEqual(denied);
    for (const { extensions } of result.errors ?? []) expect(extensions.remedy).toMatch(/scope|consent/);
    for (const { extensions } of result.errors ?? []) expect(extensions.consent).toHaveProperty('url');
    expect([...fields].filter((field) => /^(Citizen|Profile|Notice|Payment)\./.test(field))).toEqual([]);
    expect(fields).toContain('Query.me');
  });

  it('gives an app only the fields that it is approved for', async () => {
    const scopes = 'identity:basic transport:passes';
    const token = await signIn(city.issuerUrl, 'lin', {
      app: 'weibo-city',
      scopes,
      consent: scopes.split(' '),
    });
    const { result, fields } = await asked(() => city.query(token, query, variables));
    expect(result.data).toMatchObject({
      me: {
        ageOver: true,
        profile: null,
        notices: null,
        payments: null,
        transitPasses: [{ kind: 'MONTHLY' }],
      },
    });
    expect(refusedPaths(result)).toEqual(['me.profile', 'me.notices', 'me.payments']);
    // No consent is offered for fields that this app could not get.
    for (const { extensions } of result.errors ?? []) expect(extensions).not.toHaveProperty('consent');
    expect([...fields].filter((field) => /^(Profile|Notice|Payment)\./.test(field))).toEqual([]);
    expect(fields).not.toContain('Citizen.notices');
  });

  it('gives two apps of the same citizen different ids, and the internal key to none', async () => {
    const scopes = 'identity:basic';
    const consent = [scopes];
    const [first, second] = await Promise.all(
      ['wechat-city', 'alipay-city'].map(async (app) => {
        const token = await signIn(city.issuerUrl, 'lin', { app, scopes, consent });
        return { token, answer: await city.query(token, '{ me { id } }') };
      }),
    );
    expect(first!.answer.data).toMatchObject({ me: { id: expect.any(String) } });
    expect(first!.answer.data).not.toEqual(second!.answer.data);
    for (const { token, answer } of [first!, second!]) {
      const claims = Buffer.from(token.split('.')[1]!, 'base64url').toString();
      expect(claims + JSON.stringify(answer)).not.toContain('CTZ-');
    }
  });

  it('shows an official no citizen, and the official’s own agency’s revenue', async () => {
    const scopes = 'payments:notices payments:receipts payments:revenue';
    const token = await signIn(city.issuerUrl, 'operator-payments', {
      app: 'civic-console',
      scopes,
      consent: [],
    });
    const { data, errors } = await city.query(token, query, variables);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ me: null, region: { name: '杭州市' } });
  });
});
