import { Browser, claimsOf, connectApp, enterCode, formOf, signInDevice } from '@civic-graph/testing';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import * as client from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pairwiseSubject } from '../../citizen/pairwise.ts';
import { type IdentityDeployment, startIdentity } from '../../identity-deployment.fixture.ts';

/* The device authorization grant (RFC 8628), with openid-client as the device. */

let identity: IdentityDeployment;
let configuration: client.Configuration;
beforeAll(async () => {
  identity = await startIdentity();
  configuration = await asClient('civic-cli');
});
afterAll(() => identity.stop());
beforeEach(() => identity.owner.deleteFrom('user_code_attempt').execute());

const agent = 'civic (linux x64; desk-7)';

async function asClient(id: string, authentication = client.None()): Promise<client.Configuration> {
  const metadata = { id_token_signed_response_alg: 'ES256' };
  const connected = await client.discovery(new URL(identity.url), id, metadata, authentication, {
    execute: [client.allowInsecureRequests],
  });
  connected[client.customFetch] = (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, 'user-agent': agent } } as RequestInit);
  return connected;
}

const start = (scope = 'openid offline_access') =>
  client.initiateDeviceAuthorization(configuration, { scope });

/** One request, without the waiting of the library. */
async function poll(device_code: string, more: Record<string, string> = {}) {
  const response = await fetch(`${identity.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      client_id: 'civic-cli',
      device_code,
      ...more,
    }),
  });
  return (await response.json()) as Record<string, string>;
}

/** A token of the command line carries the office and the roles, so that it may do more than publish. */
const allowedToDevices = [
  ...['publish, approve and roll back subgraphs', '发布、批准和回滚子图'],
  ...['decide on access requests', '审批应用的访问申请'],
  ...['suspend apps', '暂停应用'],
  ...['turn off fields', '停用字段'],
  ...['register programs', '登记可发布子图的程序'],
  ...['stay after this sign-in ends', '在本次登录结束后仍然有效'],
  ...['replace their secrets', '更换密钥'],
  ...['whatever else your office and roles allow', '您的职务和角色允许的其他操作'],
];

const browser = () => new Browser(identity.url);
const refused = (error: string) => expect.objectContaining({ error });

describe('an official signs in on a device', () => {
  it('with a short token without scopes, whose session does not outlive the day', async () => {
    const device = await start('openid offline_access payments:notices');
    expect(device).toMatchObject({ expires_in: 600, verification_uri: `${identity.url}/device` });
    expect(device.user_code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
    expect(await poll(device.device_code)).toMatchObject({ error: 'authorization_pending' });
    const done = await signInDevice(browser(), device, 'operator-payments');
    expect(done.text).toContain('设备已登录');
    const tokens = await client.pollDeviceAuthorizationGrant(configuration, { ...device, interval: 1 });
    expect(tokens.claims()).toMatchObject({ preferred_username: 'operator-payments' });
    const claims = claimsOf(tokens.access_token);
    expect(claims).toMatchObject({ principal: 'operator', agency: 'finance', client_id: 'civic-cli' });
    expect(claims).not.toHaveProperty('scope');
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
    // Nobody is a second official at another client of the platform.
    expect(claims.sub).toBe(
      pairwiseSubject('operator-payments', 'civic-console', identity.config.pairwiseSalt),
    );
    const { audience, citizenKeySecret } = identity.config;
    const verify = createAccessTokenVerifier({
      ...{ issuer: identity.url, audience, citizenKeySecret },
      jwksUri: `${identity.url}/jwks`,
    });
    expect(await verify(tokens.access_token)).toMatchObject({ kind: 'operator', scopes: [] });
    const rows = await identity.owner.selectFrom('oidc_payload').selectAll().execute();
    const { exp } = rows.find(({ model }) => model === 'RefreshToken')!.payload;
    expect(Number(exp) - Date.now() / 1000).toBeLessThan(12 * 3600 + 1);
    expect(JSON.stringify(rows)).not.toContain(device.device_code);
  });

  it('is told on every page who asks for what, from which device', async () => {
    const device = await start();
    const person = browser();
    const enter = await person.open(device.verification_uri_complete!);
    expect(enter.text).toContain(`value="${device.user_code}"`);
    const confirm = await person.submit(enter, '/device', [['user_code', device.user_code.toLowerCase()]]);
    const login = await person.submit(confirm, '/device');
    const done = await person.submit(login, '/login', [['account', 'developer']]);
    for (const page of [confirm, login, done]) {
      expect(page.text).toContain(agent);
      expect(page.text).toContain('Civic command line');
    }
    expect(done.text).toContain('<dd>developer</dd>');
    for (const { text } of [confirm, done]) {
      for (const allowed of allowedToDevices) expect(text).toContain(allowed);
    }
    expect(confirm.text).toContain('on your own machine');
    expect(confirm.text).toContain('您自己的电脑');
    expect(confirm.text).toContain(device.user_code);
    for (const page of [enter, confirm, login, done]) {
      expect(page.status).toBe(200);
      expect(page.text).not.toMatch(/<script|\son\w+=|style=/);
      expect(page.text).toContain('<html lang="zh-CN">');
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self';");
      expect(page.headers.get('x-frame-options')).toBe('DENY');
    }
    expect(await poll(device.device_code)).toHaveProperty('access_token');
  });

  it('is shown the device’s words as words', async () => {
    const response = await fetch(`${identity.url}/device/auth`, {
      method: 'POST',
      headers: { 'user-agent': `<b>x</b>${'y'.repeat(500)}` },
      body: new URLSearchParams({ client_id: 'civic-cli', scope: 'openid' }),
    });
    const device = (await response.json()) as { verification_uri: string; user_code: string };
    const { text } = await enterCode(browser(), device.verification_uri, device.user_code);
    expect(text).toContain('&lt;b&gt;');
    expect(text).not.toContain('y'.repeat(200));
  });
});

describe('a device hears', () => {
  it('slow_down, if it polls too often', async () => {
    const [one, other] = [await start(), await start()];
    expect(await poll(one.device_code)).toMatchObject({ error: 'authorization_pending' });
    expect(await poll(one.device_code)).toMatchObject({ error: 'slow_down' });
    expect(await poll(other.device_code)).toMatchObject({ error: 'authorization_pending' });
    await signInDevice(browser(), one, 'admin');
    expect(await poll(one.device_code)).toHaveProperty('access_token');
  });

  it('access_denied, when the person refuses the code or the sign-in', async () => {
    const first = await start();
    const confirm = await enterCode(browser(), first.verification_uri, first.user_code);
    const aborted = await browser().open(first.verification_uri);
    expect(aborted.status).toBe(200);
    const person = browser();
    const page = await enterCode(person, first.verification_uri, first.user_code);
    expect((await person.submit(page, '/device', [['abort', 'yes']])).text).toContain('已拒绝');
    expect(confirm.status).toBe(200);
    expect(await poll(first.device_code)).toMatchObject({ error: 'access_denied' });

    const second = await start();
    const other = browser();
    const login = await other.submit(
      await enterCode(other, second.verification_uri, second.user_code),
      '/device',
    );
    expect((await other.submit(login, '/cancel')).text).toContain('已拒绝');
    await expect(
      client.pollDeviceAuthorizationGrant(configuration, { ...second, interval: 1 }),
    ).rejects.toEqual(refused('access_denied'));
  });

  it('expired_token, and the page says so', async () => {
    const device = await start();
    const past = Math.floor(Date.now() / 1000) - 1;
    const rows = await identity.owner
      .selectFrom('oidc_payload')
      .select(['id', 'payload'])
      .where('model', '=', 'DeviceCode')
      .execute();
    const row = rows.find(({ payload }) => payload.userCode === device.user_code.replace('-', ''))!;
    await identity.owner
      .updateTable('oidc_payload')
      .set({ payload: JSON.stringify({ ...row.payload, exp: past }) })
      .where('id', '=', row.id)
      .execute();
    expect(await poll(device.device_code)).toMatchObject({ error: 'expired_token' });
    const page = await enterCode(browser(), device.verification_uri, device.user_code);
    expect([page.status, page.text]).toEqual([422, expect.stringContaining('代码已过期')]);
  });

  it('invalid_grant for a code that is made up, used, or another client’s', async () => {
    expect(await poll('made-up')).toMatchObject({ error: 'invalid_grant' });
    const device = await start();
    await signInDevice(browser(), device, 'admin');
    const { redirectUri: _, ...app } = await connectApp(identity);
    await expect(
      client.genericGrantRequest(app.configuration, 'urn:ietf:params:oauth:grant-type:device_code', {
        device_code: device.device_code,
      }),
    ).rejects.toEqual(refused('invalid_request'));
    const answers = await Promise.all([1, 2, 3].map(() => poll(device.device_code)));
    const issued = answers.filter(({ access_token }) => access_token !== undefined);
    expect(issued.length).toBeLessThanOrEqual(1);
    // A replay ends what the code has opened (RFC 9700, section 4.14.2).
    expect(await poll(device.device_code)).toMatchObject({ error: 'invalid_grant' });
    const [tokens] = issued;
    if (tokens !== undefined)
      await expect(client.refreshTokenGrant(configuration, tokens.refresh_token!)).rejects.toEqual(
        refused('invalid_grant'),
      );
  });
});

describe('the command line', () => {
  async function signedIn(account = 'operator-transport') {
    const device = await start();
    await signInDevice(browser(), device, account);
    return (await poll(device.device_code)) as { access_token: string; refresh_token: string };
  }

  it('rotates its refresh token; a second use ends the session', async () => {
    const first = await signedIn();
    const second = await client.refreshTokenGrant(configuration, first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await expect(client.refreshTokenGrant(configuration, first.refresh_token)).rejects.toEqual(
      refused('invalid_grant'),
    );
    await expect(client.refreshTokenGrant(configuration, second.refresh_token!)).rejects.toEqual(
      refused('invalid_grant'),
    );
  });

  it('revokes its session', async () => {
    const { refresh_token, access_token } = await signedIn();
    await client.tokenRevocation(configuration, refresh_token);
    await expect(client.refreshTokenGrant(configuration, refresh_token)).rejects.toEqual(
      refused('invalid_grant'),
    );
    const { grant } = claimsOf(access_token);
    const revoked = await identity.owner
      .selectFrom('revocation')
      .select('id')
      .where('kind', '=', 'grant')
      .execute();
    expect(revoked).toContainEqual({ id: grant });
  });

  it('is for officials and developers, not for citizens', async () => {
    const device = await start('openid identity:basic');
    const person = browser();
    const login = await person.submit(
      await enterCode(person, device.verification_uri, device.user_code),
      '/device',
    );
    expect(login.text).not.toContain('Find a citizen');
    for (const account of ['lin', 'CTZ-0000000000']) {
      const answer = await person.submit(login, '/login', [['account', account]]);
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('该身份不能登录此应用')]);
    }
    expect(await poll(device.device_code)).toMatchObject({ error: 'authorization_pending' });
  });

  it('has no other way in, and no app has this one', async () => {
    for (const grant of ['authorization_code', 'client_credentials']) {
      await expect(client.genericGrantRequest(configuration, grant, { code: 'x' })).rejects.toEqual(
        refused('invalid_request'),
      );
    }
    const app = await connectApp(identity);
    await expect(client.initiateDeviceAuthorization(app.configuration, {})).rejects.toEqual(
      refused('invalid_request'),
    );
    const nobody = await asClient('wechat-city');
    await expect(client.initiateDeviceAuthorization(nobody, {})).rejects.toEqual(refused('invalid_client'));
  });
});

describe('a user code', () => {
  it('cannot be guessed: a site has ten wrong ones, also at once', async () => {
    const { verification_uri: uri, user_code } = await start();
    const attempts = await Promise.all(
      Array.from({ length: 14 }, () => enterCode(browser(), uri, 'BBBB-BBBB')),
    );
    expect(attempts.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 10 }, () => 422),
      ...Array.from({ length: 4 }, () => 429),
    ]);
    const right = await enterCode(browser(), uri, user_code);
    expect([right.status, right.headers.get('retry-after')]).toEqual([429, '600']);
    expect(right.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  /* The provider ignores case and a last slash, so one page has many addresses. */
  const spellings = ['/device/', '//device', '/device//', '/DEVICE', '/Device/', '/%64evice', '/device%2F'];

  it.each([...spellings, '/device/?x'])('cannot be guessed at %s either', async (path) => {
    const { verification_uri: uri, user_code } = await start();
    const post = async (code: string) => {
      const person = browser();
      const { hidden } = formOf((await person.open(uri)).text, '/device');
      return person.post(identity.url + path, [...hidden, ['user_code', code]]);
    };
    for (let attempt = 0; attempt < 10; attempt += 1) await post('BBBB-BBBB');
    const right = await post(user_code);
    expect([404, 429]).toContain(right.status);
    expect(right.text).not.toContain(agent);
  });

  it.each(['/device', ...spellings])('in the address is never submitted by a script: %s', async (path) => {
    for (const query of ['user_code=BBBB-BBBB', 'x=1&user%5Fcode=BBBB-BBBB', 'user_code=B&user_code=C']) {
      const page = await browser().open(`${identity.url}${path}?${query}`);
      expect([200, 404]).toContain(page.status);
      expect(page.text).not.toMatch(/<script|onload/i);
    }
  });

  it('costs an attempt only with the token of the form, so that no other site can lock a network', async () => {
    const { verification_uri: uri, user_code } = await start();
    const person = browser();
    await person.open(uri);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const sender = attempt % 2 === 0 ? browser() : person;
      const page = await sender.post(uri, [
        ['xsrf', 'made-up'],
        ['user_code', 'BBBB-BBBB'],
      ]);
      expect(page.status).toBe(400);
    }
    expect((await enterCode(browser(), uri, user_code)).status).toBe(200);
  });

  it('that is right costs no attempt', async () => {
    const { verification_uri: uri, user_code } = await start();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      expect((await enterCode(browser(), uri, user_code)).status).toBe(200);
    }
  });

  it('is refused without the form’s token, and when it is entered twice', async () => {
    const device = await start();
    const bare = await browser().post(`${identity.url}/device`, [['user_code', device.user_code]]);
    expect(bare.status).toBe(400);
    const person = browser();
    await person.submit(await enterCode(person, device.verification_uri, device.user_code), '/device');
    const again = await enterCode(browser(), device.verification_uri, device.user_code);
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('代码已被使用')]);
  });
});
