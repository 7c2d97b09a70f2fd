import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runProcess } from '../../../packages/cli/src/run-civic.fixture.ts';
import { accessibilityProblems, overflowOf } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { type ProductionIdentity, prepareProductionIdentity } from './production-identity.ts';
import { addVirtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.ts';

/* From an empty database to an admin who is signed in: bundle, command line, and a real browser. */

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

const file = `formatVersion: 1
admins:
  - id: admin-chen
    name: { zh: 陈管理员, en: Chen }
  - id: admin-wu
    name: { zh: 吴管理员, en: Wu }
`;

describe.skipIf(!wanted)(`passkeys in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let identity: ProductionIdentity;
  let browser: Browser;
  let page: Page;
  let authenticator: VirtualAuthenticator;
  let folder: string;
  const links = new Map<string, string>();
  /** Violations of the page's policy, and failed scripts. */
  const complaints: string[] = [];
  /** Where the page was, as a log would have it. */
  const requested: string[] = [];

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-passkeys-'));
    await writeFile(join(folder, 'city.yaml'), file);
    identity = await prepareProductionIdentity();
    browser = await launchChromium(chromium);
    page = await (await openContext(browser, { locale: 'en-GB' })).newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
    });
    page.on('request', (request) => requested.push(request.url()));
    authenticator = await addVirtualAuthenticator(page);
  });
  afterAll(async () => {
    await browser?.close();
    await identity?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const signInAtAccount = async () => {
    await page.goto(`${identity.issuer}/account/en`);
    await page.click('a.primary');
    await page.click('a[href$="/passkey"]');
    await page.click('button.primary');
  };

  it('migrates and bootstraps an empty database, which prints the links of the admins', {
    timeout: 120_000,
  }, async () => {
    expect((await run(['migrate', 'identity'], identity.operator)).code).toBe(0);
    const path = join(folder, 'city.yaml');
    const done = await runProcess(['bootstrap', path, '--yes'], { ...identity.operator });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    for (const [, account = '', link = ''] of done.stdout.matchAll(/^ {2}(\S+) {2}(http\S+)$/gm)) {
      links.set(account, link);
    }
    expect([...links.keys()]).toEqual(['admin-chen', 'admin-wu']);
  });

  it('before anybody has a passkey, the operator reads what to do', { timeout: 120_000 }, async () => {
    await identity.start();
    await page.goto(`${identity.issuer}/account/en`);
    await page.click('a.primary');
    expect(await page.textContent('main')).toContain('civic bootstrap');
  });

  it('the first admin registers a passkey with the link, whose token reaches no address', async () => {
    const link = links.get('admin-chen') ?? '';
    await page.goto(link);
    await page.waitForSelector('form[data-passkey="create"]');
    expect(await page.textContent('dl.facts')).toContain('admin-chen');
    await page.fill('#passkey-name', 'Laptop');
    await page.click('button.primary');
    await expect.poll(() => page.textContent('h1')).toContain('The passkey is registered');
    expect(await authenticator.credentials()).toMatchObject([
      { isResidentCredential: true, rpId: 'localhost' },
    ]);
    const token = new URL(link).hash.slice(1);
    expect(
      requested.map((url) => new URL(url)).filter((url) => `${url.pathname}${url.search}`.includes(token)),
    ).toEqual([]);
  });

  it('the link works once', async () => {
    const again = await page.context().newPage();
    await again.goto(links.get('admin-chen') ?? '');
    await expect.poll(() => again.textContent('main')).toContain('This link does not work');
    await again.close();
  });

  it('signs in with the passkey, and not without verification of the user', async () => {
    await authenticator.setUserVerified(false);
    await signInAtAccount();
    await expect.poll(() => page.isVisible('[data-problem="cancelled"]')).toBe(true);
    await authenticator.setUserVerified(true);
    await page.click('button.primary');
    await expect.poll(() => page.textContent('h1')).toContain('How you sign in');
    expect(await page.textContent('header')).toContain('admin-chen');
    expect(await page.textContent('main')).toContain('Laptop');
  });

  it('a device with a key of the person gets no second one, another device does', async () => {
    await page.click('form[data-passkey="create"] button');
    await expect.poll(() => page.isVisible('[data-problem="registered"]')).toBe(true);
    await authenticator.remove();
    authenticator = await addVirtualAuthenticator(page);
    await page.reload();
    await page.fill('#passkey-name', 'Security key');
    await page.click('form[data-passkey="create"] button');
    await expect.poll(() => page.textContent('main')).toContain('The passkey has been added.');
    expect(await page.textContent('main')).toContain('Security key');
  });

  it('the command line acts for the admin who confirms it in the browser', { timeout: 120_000 }, async () => {
    const home = { XDG_CONFIG_HOME: folder };
    let confirmed: Promise<void> | undefined;
    const login = ['login', '--issuer', identity.issuer, '--gateway', 'http://127.0.0.1:1'];
    const done = await run(login, home, new Date(), (text) => {
      const [, address, code] = /^Open (\S+) in any browser, and enter the code (\S+)/.exec(text) ?? [];
      if (address !== undefined && code !== undefined) confirmed = confirm(address, code);
    });
    await confirmed;
    expect(done).toMatchObject({ code: 0, stdout: expect.stringContaining('as admin-chen') });
    const { stdout } = await run(['whoami', '--json'], home);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'admin', roles: ['platform-admin'] });
  });

  async function confirm(address: string, code: string): Promise<void> {
    await page.goto(address);
    await page.fill('input[name="user_code"]', code);
    await page.click('button.primary');
    await page.click('button[form="op.deviceConfirmForm"].primary');
    if (await page.isVisible('a[href$="/passkey"]')) {
      await page.click('a[href$="/passkey"]');
      await page.click('button.primary');
    }
    await expect.poll(() => page.textContent('h1')).toContain('The device is signed in');
  }

  it('fits and reads well in both languages, down to 320 pixels', async () => {
    for (const [language, width] of [
      ['en', 1000],
      ['zh', 320],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${identity.issuer}/account/${language}`);
      expect([language, await overflowOf(page)]).toEqual([language, 0]);
      const unlabelled = await page.evaluate(
        () =>
          [...document.querySelectorAll('input:not([type="hidden"])')].filter(
            (input) => document.querySelector(`label[for="${input.id}"]`) === null,
          ).length,
      );
      expect(unlabelled).toBe(0);
    }
  });

  it('signs out everywhere', async () => {
    await page.goto(`${identity.issuer}/account/en`);
    await page.click('form[action$="/sign-out-everywhere"] button');
    await expect.poll(() => page.textContent('h1')).toContain('Account security');
    expect(await page.isVisible('a.primary')).toBe(true);
  });

  it('a developer signs up without an invitation, by keyboard, and signs in with the new passkey', async () => {
    const developer = await (await openContext(browser, { locale: 'en-GB' })).newPage();
    developer.on('pageerror', (error) => complaints.push(error.message));
    await addVirtualAuthenticator(developer);
    await developer.goto(`${identity.issuer}/sign-up`);
    expect(await accessibilityProblems(developer)).toEqual([]);
    await developer.focus('#nameZh');
    for (const text of ['新公司', 'New Company', 'team@company.example']) {
      await developer.keyboard.type(text);
      await developer.keyboard.press('Tab');
    }
    await developer.keyboard.press('Enter');
    await developer.waitForSelector('form[data-passkey="create"]');
    const account = await developer.textContent('dl.facts dd');
    expect(account).toMatch(/^dev-[0-9a-f]{10}$/);
    await developer.fill('#passkey-name', 'Laptop');
    await developer.click('button.primary');
    await expect.poll(() => developer.textContent('h1')).toContain('The passkey is registered');
    await developer.goto(`${identity.issuer}/account/en`);
    await developer.click('a.primary');
    await developer.click('a[href$="/passkey"]');
    await developer.click('button.primary');
    await expect.poll(() => developer.textContent('header')).toContain(account!);
    await developer.context().close();
  });

  it('breaks no rule of the pages’ policy', () => {
    expect(complaints).toEqual([]);
  });
});
