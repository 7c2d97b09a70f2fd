import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ownSubgraph } from '@civic-graph/gateway';
import { requestToken } from '@civic-graph/launcher';
import { composeSupergraph, readableFields } from '@civic-graph/supergraph';
import {
  authorizationUrl,
  Browser,
  claimsOf,
  connectApp,
  drawSeed,
  logIn,
  randomFractions,
  redeem,
  tick,
} from '@civic-graph/testing';
import type { GraphQLSchema } from 'graphql';
import { Agent, request } from 'undici';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Agency } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { findInternalKey } from './internal-key.ts';
import { randomOperation } from './random-operations.ts';

/** Each operation about ten times, by four callers. */
const wanted = 3_000;
/** A developer's run stops at fewer operations; the gate takes as long as it needs for all. */
const least = process.env.CI === 'true' ? wanted : 300;
const enoughMs = process.env.CI === 'true' ? 900_000 : 3_000;
const distinct = 300;
/** Callers of each operation, because one caller's prepared operation may answer another. */
const callersEach = 4;
const atOnce = 16;

const apps = ['wechat-city', 'alipay-city', 'weibo-city'];
const people = ['lin', 'zhao', 'citizen-0002', 'citizen-0003'];
const agencies: readonly Agency[] = ['identity', 'transport', 'payments', 'statistics'];

let schema: GraphQLSchema;
/** Caller -> access token. */
const tokens = new Map<string, string>();
beforeAll(async () => {
  const sdl = (name: string) =>
    readFileSync(new URL(`../../../subgraphs/${name}/schema.graphql`, import.meta.url), 'utf8');
  const definitions = agencies.map((name) => ({
    name,
    url: `http://${name}.invalid/graphql`,
    sdl: sdl(name),
  }));
  ({ schema } = readableFields(composeSupergraph([...definitions, ownSubgraph])));
  for (const app of apps) {
    for (const person of people)
      tokens.set(`${person} at ${app}`, await requestToken(city.issuerUrl, { persona: person, app }));
    tokens.set(app, await requestToken(city.issuerUrl, { persona: app }));
  }
  const listed = (await (await fetch(`${city.issuerUrl}/demo/personas`)).json()) as {
    personas: { id: string; kind: string }[];
  };
  for (const { id, kind } of listed.personas) {
    if (kind !== 'citizen' && kind !== 'app')
      tokens.set(id, await requestToken(city.issuerUrl, { persona: id }));
  }
});

const parts = (token: string) =>
  token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));

describe('the search', () => {
  it.each([
    ['CTZ-0000000000', 'plain'],
    ['…user=CTZ%2D0000000000…', 'in a URL'],
    ...['', 'a', 'ab', 'abc'].map((before) => [
      Buffer.from(`${before}CTZ-0000000012 and so on`).toString('base64'),
      `base64 after ${before.length} bytes`,
    ]),
    [Buffer.from('{"uin":"CTZ-0000000999"}').toString('base64url'), 'base64url of JSON'],
    [Buffer.from('CTZ-0000000001').toString('hex').toUpperCase(), 'hexadecimal'],
  ])('finds %s (%s)', (text) => {
    expect(findInternalKey(text!)).not.toBeNull();
  });
});

it('no token contains it: access, id and refresh tokens, of every persona at every app', async () => {
  const all = [...tokens.values()];
  for (const clientId of ['wechat-city', 'weibo-city']) {
    const app = await connectApp({ url: city.issuerUrl }, clientId);
    const scopes = ['identity:basic', 'transport:passes'];
    const { url, verifier } = await authorizationUrl(app, `openid offline_access ${scopes.join(' ')}`, {
      prompt: 'consent',
    });
    const browser = new Browser(city.issuerUrl);
    const page = await logIn(browser, url, 'zhao', 'substantial');
    const back = await browser.submit(page, '/consent', tick(scopes));
    const { access_token, id_token, refresh_token } = await redeem(app, back.url, verifier);
    all.push(access_token, id_token!, refresh_token!);
    tokens.set(`zhao, consenting, at ${clientId}`, access_token);
  }
  for (const token of all) {
    for (const text of [token, ...parts(token)]) expect(findInternalKey(text)).toBeNull();
  }
  expect(all.length).toBeGreaterThan(20);
});

it('two apps that compare a citizen’s tokens find nothing that only these share', () => {
  for (const person of ['lin', 'zhao', 'zhao, consenting,']) {
    const [first, second] = (['wechat-city', 'weibo-city'] as const).map((app) =>
      texts(tokens.get(`${person} at ${app}`)!),
    );
    const everybodys = [...tokens]
      .filter(([caller]) => !caller.startsWith(person.replace(/,.*/, '')))
      .flatMap(([, token]) => texts(token));
    const common = first!.filter((text) => second!.includes(text) && !everybodys.includes(text));
    expect(common, person).toEqual([]);
  }

  /** Without the names of scopes, which are the same for everyone. */
  function texts(token: string): string[] {
    const { scope: _, consent: __, ...claims } = claimsOf(token);
    return Object.values(claims)
      .map(String)
      .filter((text) => Number.isNaN(Number(text)));
  }
});

it('each app sees a different id of a citizen', async () => {
  const ids = await Promise.all(
    apps.map(async (app) => {
      const { data } = await city.query(tokens.get(`lin at ${app}`)!, '{ me { id } }');
      return (data as { me: { id: string } }).me.id;
    }),
  );
  expect(new Set(ids).size).toBe(3);
});

it(
  'no answer contains it, for any caller and operation',
  async () => {
    const seed = drawSeed();
    const random = randomFractions(seed);
    const known = await knownValues();
    const callers = [undefined, ...tokens.values(), 'a.forged.token'];
    const dispatcher = new Agent({ connections: atOnce });
    const end = performance.now() + enoughMs;
    const isEnough = () => counts.answers >= least && performance.now() >= end;
    const anyOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
    const operations = Array.from({ length: distinct }, () => ({
      query: randomOperation(schema, random, known),
      askedBy: Array.from({ length: callersEach }, () => anyOf(callers)),
    }));
    const counts = { answers: 0, withData: 0, withErrors: 0 };
    const leaks: string[] = [];

    async function worker(): Promise<void> {
      while (counts.answers < wanted && !isEnough() && leaks.length === 0) {
        const { query, askedBy } = anyOf(operations);
        const token = anyOf(askedBy);
        counts.answers += 1;
        const { headers, body } = await request(`${city.gatewayUrl}/graphql`, {
          method: 'POST',
          dispatcher,
          headers: {
            'content-type': 'application/json',
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify({ query, extensions: { explainAccess: random() < 0.1 } }),
        });
        const text = await body.text();
        if (text.includes('"errors"')) counts.withErrors += 1;
        if (/"data":\{"r0":(?!null)/.test(text)) counts.withData += 1;
        const found = findInternalKey(`${JSON.stringify(headers)}${text}`);
        if (found !== null) leaks.push(`${found}\n${query}`);
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker));
    await dispatcher.close();

    console.log(`internal key: seed ${seed}, ${JSON.stringify(counts)}`);
    expect(leaks).toEqual([]);
    expect(counts.answers).toBeGreaterThanOrEqual(least);
    expect(counts.withData).toBeGreaterThan(counts.answers / 10);
    expect(counts.withErrors).toBeGreaterThan(counts.answers / 10);
  },
  enoughMs + 60_000,
);

/** Existing ids, so that queries return data. */
async function knownValues(): Promise<Record<string, readonly string[]>> {
  const { data } = await city.query(
    tokens.get('lin at wechat-city')!,
    `{ me { notices { nodes { code payments { nodes { id } } } } consents { nodes { id } } }
       stops(first: 5) { nodes { gtfsId } } stations(first: 5) { nodes { gtfsId } } routes(first: 5) { nodes { gtfsId } } }`,
  );
  const found = [...JSON.stringify(data).matchAll(/"(code|id|gtfsId)":"([^"]+)"/g)];
  const of = (wantedName: string) => found.filter(([, name]) => name === wantedName).map(([, , id]) => id!);
  return {
    gtfsId: of('gtfsId'),
    code: [...of('code'), '330100'],
    noticeCode: of('code'),
    id: [...of('id'), 'transport', 'finance'],
    consent: ['none'],
    region: ['330100', '330000'],
    clientId: apps,
    dataflow: ['population'],
    notice: ['A notice.'],
    app: ['nobody'],
    coordinate: ['Citizen.nothing', 'Nothing'],
  };
}

// After all queries above.
it('no log, journal or metric contains it', async () => {
  const data = dirname(city.logs);
  for (const folder of [city.logs, join(data, 'audit')]) {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(files.length).toBeGreaterThan(0);
    for (const file of files.filter((entry) => entry.isFile())) {
      const path = join(file.parentPath, file.name);
      expect(findInternalKey(await readFile(path, 'latin1')), path).toBeNull();
    }
  }
  const logged = await readdir(city.logs);
  for (const name of ['gateway.log', ...agencies.map((agency) => `${agency}.log`), 'postgres.log']) {
    expect(logged).toContain(name);
  }
  const metrics = await (await fetch(`${city.adminUrl}/metrics`)).text();
  expect(metrics).toContain('civic_gateway_request_seconds');
  expect(findInternalKey(metrics)).toBeNull();
  for (const agency of agencies) {
    expect(findInternalKey(JSON.stringify(await city.counters(agency)))).toBeNull();
  }
});
