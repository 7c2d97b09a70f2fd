import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressBy } from '../browser/keyboard.ts';
import { pageProblems } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';
const departures = '{ stations(first: 1) { nodes { departures(first: 1) { nodes { serviceDate } } } } }';

describe.skipIf(!wanted)(`signed in at the Studio${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const troubles: string[] = [];

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    browser = await launchChromium(chromium);
    context = await openContext(browser, { locale: 'en-GB', viewport: { width: 1400, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  });
  afterAll(() => browser?.close());

  const heading = () => page.textContent('h1');

  it('an admin comes back from the issuer to the page that asked', async () => {
    await page.goto(`${city.gatewayUrl}/en/run/switches`);
    await page.click('a:text-is("Sign in")');
    await page.click('button[value=admin]');
    await page.waitForURL(`${city.gatewayUrl}/en/run/switches`);
    await expect.poll(heading).toBe('Switches');
    expect(await page.inputValue('select[name=persona] >> nth=0')).toBe('');
    expect(await page.textContent('select[name=persona] option:checked')).toBe('admin');
  });

  it('no script can read a token', async () => {
    const readable = await page.evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(readable).not.toMatch(/eyJ|studio-session/);
    const session = (await context.cookies()).find(({ name }) => name.endsWith('studio-session'));
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  });

  it('switches a field off and on again, by keyboard', async () => {
    const asked = async () => (await city.query(null, departures)).errors?.[0]?.extensions.code;
    await page.focus('button:text-is("Switch something off")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=dialog] input:focus');
    await page.keyboard.type('Station.departures');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('The timetable is being corrected.');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('tbody')).toContain('The timetable is being corrected.');
    await expect.poll(asked).toBe('SWITCHED_OFF');
    await page.focus('button:text-is("Switch on")');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('.empty')).toBe('Everything is on.');
    await expect.poll(asked).toBeUndefined();
  });

  it('shows status and versions to the admin', async () => {
    await page.click('a:text-is("Status")');
    await expect.poll(() => page.textContent('main')).toContain('Supergraph in force');
    await expect.poll(() => page.textContent('tbody >> nth=-1')).toContain('transport');
    const operations = page.locator('th:has-text("Operations"), td.number').first();
    expect(await operations.evaluate((head) => getComputedStyle(head).textAlign)).toBe('right');
    await page.click('a:text-is("Versions")');
    await expect.poll(() => page.textContent('.timeline')).toContain('In force');
    expect(troubles).toEqual([]);
  });

  it('verifies the organisation of a developer who has signed up, by keyboard', async () => {
    const organisation = { nameZh: '新公司', nameEn: 'New Company', contact: 'team@company.example' };
    const signedUp = await fetch(`${city.issuerUrl}/sign-up`, {
      method: 'POST',
      body: new URLSearchParams(organisation),
    });
    expect(signedUp.status).toBe(200);
    await page.goto(`${city.gatewayUrl}/en/run/accounts`);
    const row = 'tr:has(strong:text-is("New Company"))';
    await expect.poll(() => page.textContent(row)).toContain('Not verified');
    await pressBy(page, `${row} button:text-is("Verify")`);
    await expect.poll(() => page.textContent('[role=dialog]')).toContain(organisation.contact);
    await page.waitForSelector('[role=dialog] button:focus');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent(row)).not.toContain('Not verified');
  });

  it('the map leads from the agencies to a type and its fields', async () => {
    await page.goto(`${city.gatewayUrl}/en/schema/map`);
    await expect.poll(() => page.textContent('tbody')).toContain('Citizen.notices');
    await page.click('.map-types a:text-is("Citizen")');
    // The agencies' table is still shown for a moment; its names are no links.
    await page.click('tbody a:has(code:text-is("Citizen.transitPasses"))');
    await expect.poll(() => page.textContent('.fields h2')).toContain('Citizen.transitPasses');
  });

  it('marks fields by the chosen app and reader', async () => {
    await page.goto(`${city.gatewayUrl}/en/explore?lens=weibo-city`);
    const marked = (kind: string) =>
      page.$$eval(`.graphiql-query-editor .field-${kind}`, (fields) =>
        fields.map(({ textContent }) => textContent),
      );
    await expect.poll(() => marked('consent')).toEqual(['id', 'ageOver']);
    expect(await marked('closed')).toContain('notices');
    await pressBy(page, 'button:text-is("As Weibo City")');
    expect(await page.textContent('.lens-panel')).toMatch(/\d+ allowed, 2 with consent, \d+ closed\./);
    const entry = (coordinate: string) =>
      page.textContent(`.lens-panel li:has(code:text-is("${coordinate}"))`);
    expect(await entry('Citizen.notices')).toContain('the app is not approved for payments:notices');
    await page.selectOption('.lens-panel label:text-is("Reader") + select', 'app');
    await expect.poll(() => entry('Citizen.id')).toContain('only on behalf of a citizen');
    expect(page.url()).toContain('?lens=weibo-city&reader=app');
    expect(troubles).toEqual([]);
  });

  it('another origin cannot use the session', async () => {
    const elsewhere = await context.newPage();
    await elsewhere.goto(`${city.issuerUrl}/me/en`);
    const send = (headers: Record<string, string>) =>
      elsewhere.evaluate(
        ({ url, headers }) =>
          fetch(url, {
            method: 'POST',
            credentials: 'include',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify({ query: '{ accessCounts { records } }' }),
          }).then(
            (response) => response.status,
            () => 'not sent',
          ),
        { url: `${city.gatewayUrl}/graphql`, headers },
      );
    expect(await send({ 'x-studio': '1' })).toBe('not sent');
    await elsewhere.close();
    // Without a preflight by the browser, the same cookie is ignored.
    const cookies = await context.cookies(city.gatewayUrl);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const forged = await fetch(`${city.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://evil.example',
        'x-studio': '1',
        cookie,
      },
      body: JSON.stringify({ query: '{ profilingAlerts { nodes { id } } }' }),
    });
    const { errors } = (await forged.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  it.each([
    { language: 'zh', theme: 'dark', width: 320 },
    { language: 'en', theme: 'light', width: 320 },
  ] as const)(
    'axe finds nothing at $width pixels in $language, $theme',
    async ({ language, theme, width }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme });
      const run = ['status', 'versions', 'apps', 'accounts', 'alerts', 'reads', 'configuration'];
      const map = ['/schema/map', '/schema/map?type=Citizen'];
      const schema = ['/schema/fields?app=wechat-city', '/schema/changelog', ...map];
      for (const path of ['', ...run.map((name) => `/run/${name}`), ...schema]) {
        await page.goto(`${city.gatewayUrl}/${language}${path}`);
        await page.waitForSelector('h1');
        await page.waitForFunction(() => document.querySelector('.loading') === null);
        expect([path, await pageProblems(page)]).toEqual([path, []]);
      }
      expect(await page.getAttribute('html', 'lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    },
    // Other tests may slow a browser down.
    60_000,
  );

  it('signs out at the gateway and at the issuer', async () => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await page.click('button:text-is("Sign out")');
    await page.waitForURL(/session\/end/);
    await page.click('button[value=yes]');
    await page.waitForURL((url) => url.href.startsWith(city.gatewayUrl));
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('studio-session');
    await expect.poll(() => page.textContent('.account')).toContain('Sign in');
  });
});
