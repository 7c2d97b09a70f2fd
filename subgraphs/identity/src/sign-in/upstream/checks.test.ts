import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppRow } from '../../store/database.ts';
import { isAccessTokenHash } from './access-token-hash.ts';
import { showProviders } from './provider-choice.ts';
import { createProviderFetch } from './provider-fetch.ts';
import { type AssuranceRule, rulesFor, vouchedLevel } from './vouched-level.ts';

describe('vouchedLevel', () => {
  const rules: AssuranceRule[] = [
    { level: 'substantial', acr: ['sms', 'password'], amr: [] },
    { level: 'high', acr: ['sms'], amr: ['face', 'user'] },
    { level: 'high', acr: [], amr: ['hwk'] },
  ];
  it.each([
    [{ acr: 'sms' }, 'substantial'],
    [{ acr: 'sms', amr: ['user', 'face', 'geo'] }, 'high'],
    [{ acr: 'sms', amr: ['face'] }, 'substantial'],
    [{ amr: ['hwk'] }, 'high'],
    [{ acr: 'other', amr: ['face', 'user'] }, null],
    [{}, null],
  ])('of %o is %s', (signIn, level) => {
    expect(vouchedLevel(rules, signIn)).toBe(level);
  });

  it('offers the rules that reach a level', () => {
    expect(rulesFor(rules, 'high')).toEqual(rules.slice(1));
    expect(rulesFor(rules, null)).toEqual(rules);
  });
});

it('at_hash is the one of the example in OpenID Connect Core, appendix A.3', () => {
  const token = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
  expect(isAccessTokenHash('77QmUPtjPfzWtF2AnpK9RQ', token, 'RS256')).toBe(true);
  expect(isAccessTokenHash('77QmUPtjPfzWtF2AnpK9RQ', token, 'RS512')).toBe(false);
  expect(isAccessTokenHash('77QmUPtjPfzWtF2AnpK9RQ', `${token}a`, 'RS256')).toBe(false);
});

describe('without a provider for these people, the operator reads what to configure', () => {
  const app = { kind: 'partner' } as AppRow;
  const shown = (change: object) => {
    const interaction = { action: '/interaction/x', uid: 'x', formKey: 'x', device: null, needed: null };
    return showProviders({ ...interaction, upstream: { providers: [] }, ...change } as never, app);
  };
  const assurance = [{ level: 'substantial', acr: ['a'], amr: [] }];
  const provider = {
    settings: { id: 'p', name: { zh: '一', en: 'P' }, people: { citizen: 'c' }, assurance },
  };

  it.each<[string, object, string]>([
    ['no provider', {}, 'its operator has to set SIGN_IN_PROVIDERS'],
    [
      'one of other people',
      { upstream: { providers: [{ settings: { ...provider.settings, people: { official: 'c' } } }] } },
      'has to add one with people.citizen<',
    ],
    [
      'none of the level',
      { upstream: { providers: [provider] }, needed: 'high' },
      'that reaches the level high',
    ],
  ])('%s', (_, change, text) => {
    expect(shown(change)).toMatchObject({ status: 503, html: expect.stringContaining(text) });
  });

  it('and otherwise the page has a link', () => {
    const page = shown({ upstream: { providers: [provider] } });
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('/interaction/x/upstream/p"') });
  });
});

describe('calls to a provider', () => {
  let url: string;
  const server = createServer(({ url: path = '' }, response) => {
    if (path === '/silent') return;
    if (path === '/redirect') {
      response.writeHead(302, { location: '/large' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' });
    response.end(path === '/large' ? 'a'.repeat(300_000) : '{}');
  });
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  it('return status, type and body only', async () => {
    const answer = await createProviderFetch({ loopback: true })(url);
    expect([...answer.headers.keys()]).toEqual(['content-type']);
    expect(await answer.json()).toEqual({});
  });

  it.each([
    ['a redirect', '/redirect', true],
    ['too large an answer', '/large', true],
    ['http in production', '/', false],
  ])('fail for %s', async (_, path, loopback) => {
    await expect(createProviderFetch({ loopback })(url + path)).rejects.toThrow();
  });

  it('end after their deadline', async () => {
    const call = createProviderFetch({ loopback: true, deadlineMs: 50 })(`${url}/silent`);
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
