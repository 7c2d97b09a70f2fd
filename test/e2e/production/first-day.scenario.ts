import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorizationUrl, connectRegistered, eventually, redeem } from '@civic-graph/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { findToken } from '../../../packages/cli/src/sign-in/access-token.ts';
import type { UpstreamIssuer } from '../../../subgraphs/identity/src/sign-in/upstream/upstream-issuer.fixture.ts';
import { returnToApp } from '../browser/return-to-app.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { ask } from '../deployment.ts';
import { addVirtualAuthenticator } from '../passkeys/virtual-authenticator.ts';
import { decide, draft, passes, register, submit } from '../register-to-first-call/operations.ts';
import { openProvince } from './province.ts';
import { deployed, province } from './running.ts';

/* From empty databases to a citizen who sees which app has read the data. */

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

const cityFile = `formatVersion: 1
admins:
  - id: admin-chen
    name: { zh: 陈管理员, en: Chen }
  - id: admin-wu
    name: { zh: 吴管理员, en: Wu }
officials:
  - id: transport-planner
    name: { zh: 交通规划员, en: Transport planner }
    agency: transport
    roles: [transport-planner]
    scopes: ["transport:passes"]
developers:
  - id: developer-lu
    name: { zh: 陆开发, en: Lu }
purposes:
  - id: city-services
    title: { zh: 在应用内为您办理城市服务, en: to handle city services for you in the app }
    lawfulBasis: consent
`;
/** Right in form; everybody who was born on this day has died. */
const residents = 'id_number,name,birth_date,region\n330106188001010014,王一,1880-01-01,330106\n';
const redirectUri = 'https://ride-and-pay.example/callback';

describe.skipIf(!wanted)(`in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, { timeout: 120_000 }, () => {
  let folder: string;
  let browser: Browser;
  let upstream: UpstreamIssuer;
  let issuer: string;
  const links = new Map<string, string>();
  const tokens = new Map<string, string>();
  let app: { clientId: string; clientSecret: string };
  let citizen: Page;

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-first-day-'));
    // Users of containers read the operator's files too.
    await chmod(folder, 0o755);
    ({ issuer } = deployed);
    browser = await launchChromium(chromium, [`--host-resolver-rules=MAP ${province.host} 127.0.0.1`]);
    upstream = await openProvince(province, issuer, {
      sub: 'a-person-of-the-province',
      acr: 'urn:province:face',
      claims: { resident_id_number: '330106188001010014' },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await upstream?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A browser of one person, with a passkey device. */
  async function openBrowser(): Promise<Page> {
    const context = await openContext(browser, { locale: 'en-GB', ignoreHTTPSErrors: true });
    const page = await context.newPage();
    await addVirtualAuthenticator(page);
    return page;
  }

  const gateway = () => deployed.graph;

  /** Sends a mutation to a gateway. @returns its payload */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  async function mutate(person: string, mutation: string, input: object): Promise<any> {
    const token = tokens.get(person) ?? null;
    const { data, errors } = await ask(`${gateway()}/graphql`, {
      token,
      query: mutation,
      variables: { input },
    });
    expect(errors).toBeUndefined();
    return Object.values(data as object)[0];
  }

  it('the operator names the people, and loads the civil registry', async () => {
    await writeFile(join(folder, 'city.yaml'), cityFile);
    await writeFile(join(folder, 'residents.csv'), residents);
    const named = await deployed.operate(['bootstrap', join(folder, 'city.yaml'), '--yes']);
    expect(named).toMatchObject({ code: 0, stderr: '' });
    for (const [, account = '', link = ''] of named.stdout.matchAll(/^ {2}(\S+) {2}(http\S+)$/gm)) {
      links.set(account, link);
    }
    expect([...links.keys()]).toEqual(['admin-chen', 'admin-wu', 'transport-planner', 'developer-lu']);
    const file = join(folder, 'residents.csv');
    const loaded = await deployed.operate(['citizens', 'import', file, '--source', 'civil-affairs']);
    expect(loaded).toMatchObject({ code: 0, stderr: '1 added, 0 changed, 0 unchanged, 0 bad\n' });
  });

  it.each(['developer-lu', 'transport-planner'])(
    '%s registers a passkey, and signs in with it',
    async (person) => {
      const page = await openBrowser();
      await page.goto(links.get(person) ?? '');
      await page.waitForSelector('form[data-passkey="create"]');
      await page.fill('#passkey-name', 'Laptop');
      await page.click('button.primary');
      await expect.poll(() => page.textContent('h1')).toContain('The passkey is registered');

      const home = { XDG_CONFIG_HOME: join(folder, person) };
      await mkdir(home.XDG_CONFIG_HOME);
      let confirmed: Promise<void> | undefined;
      const login = ['login', '--issuer', issuer, '--gateway', gateway()];
      const done = await run(login, home, new Date(), (text) => {
        const [, address, code] = /^Open (\S+) in any browser, and enter the code (\S+)/.exec(text) ?? [];
        if (address !== undefined && code !== undefined) confirmed = confirm(page, address, code);
      });
      await confirmed;
      expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining(`as ${person}`) });
      tokens.set(person, (await findToken({}, { env: home, now: () => new Date() })).token);
      await page.context().close();
    },
  );

  async function confirm(page: Page, address: string, code: string): Promise<void> {
    await page.goto(address);
    await page.fill('input[name="user_code"]', code);
    await page.click('button.primary');
    await page.click('button[form="op.deviceConfirmForm"].primary');
    await page.click('a[href$="/passkey"]');
    await page.click('button.primary');
    await expect.poll(() => page.textContent('h1')).toContain('The device is signed in');
  }

  it('the developer registers an app, and the official approves it', async () => {
    app = await mutate('developer-lu', register, {
      nameZh: '出行与缴费助手',
      nameEn: 'Ride and Pay',
      platform: 'WeChat',
      homepage: 'https://ride-and-pay.example/',
      contact: 'team@ride-and-pay.example',
      redirectUris: [redirectUri],
      purposes: [{ purpose: 'city-services', statement: 'Shows your passes' }],
    });
    const { clientId } = app;
    await mutate('developer-lu', draft, { clientId, operations: [passes] });
    const { request } = await mutate('developer-lu', submit, { clientId });
    const decision = { request: request.id, decision: 'APPROVE', reason: 'Passes are for riders' };
    expect(await mutate('transport-planner', decide, decision)).toMatchObject({
      request: { parts: [{ agency: { id: 'transport' }, decision: 'APPROVED' }] },
    });
  });

  it('a citizen signs in at the province, consents, and is read by the app', async () => {
    citizen = await openBrowser();
    const client = await connectRegistered({ url: issuer }, { ...app, redirectUri });
    const { url, verifier } = await authorizationUrl(client, 'openid transport:passes');
    await citizen.goto(url.href);
    await citizen.click('a[href$="/upstream/province"]');
    await citizen.check('input[name="scope"][value="transport:passes"]');
    const returned = await returnToApp(citizen, 'form[action$="/consent"] button.primary', redirectUri);
    const { access_token: token } = await redeem(client, returned, verifier);
    const { data, errors } = await ask(`${gateway()}/graphql`, { token, query: passes });
    expect([errors, data]).toEqual([undefined, { me: { transitPasses: [] } }]);
  });

  it('the citizen adds a passkey, signs in with it, and sees which app has read the data', async () => {
    await citizen.goto(`${issuer}/me/en/security`);
    await citizen.fill('#passkey-name', 'Phone');
    await citizen.click('form[data-passkey="create"] button');
    await expect.poll(() => citizen.textContent('main')).toContain('The passkey has been added.');

    await citizen.context().clearCookies();
    await citizen.goto(`${issuer}/me/en`);
    await citizen.click('a.primary');
    await citizen.click('a[href$="/passkey"]');
    await citizen.click('button.primary');
    await expect.poll(() => citizen.textContent('h1')).toContain('Who read your data');
    await eventually(async () => {
      await citizen.reload();
      expect(await citizen.textContent('.read .sentence')).toBe(
        'Ride and Pay read your transit passes to handle city services for you in the app.',
      );
    });
  });

  it('the journals of both gateways are verified as Compose does it', async () => {
    const verified = await deployed.verifyJournals();
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout.match(/^gateway-\d+(?: in \S+)?: intact/gm)).toHaveLength(2);
  });
});
