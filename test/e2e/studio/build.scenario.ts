import { requestToken } from '@civic-graph/launcher';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityProblems, overflowOf } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

const operations = `query Passes { me { transitPasses { kind } } }

query Notices($first: Int = 1) {
  me { notices(first: $first) { nodes { dueDate } } }
}
`;

describe.skipIf(!wanted)(`building an app in the Studio${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let page: Page;
  let clientId = '';
  const troubles: string[] = [];

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    browser = await launchChromium(chromium);
    const context = await openContext(browser, { locale: 'en-GB', viewport: { width: 1200, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  });
  afterAll(() => browser?.close());

  const heading = () => page.textContent('h1');
  const main = () => page.textContent('main');
  const focused = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.textContent);
  async function press(selector: string): Promise<void> {
    await page.focus(selector);
    await page.keyboard.press('Enter');
  }
  async function fillFrom(...texts: (string | null)[]): Promise<void> {
    for (const text of texts) {
      if (text !== null) await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
  }
  async function open(tab: string): Promise<void> {
    await press(`.tabs a:text-is("${tab}")`);
    await expect.poll(heading).toBe(tab);
  }

  it('a visitor learns how an app comes about, and becomes a developer', async () => {
    await page.goto(`${city.gatewayUrl}/en/build#persona=lin`);
    await expect.poll(main).toContain('Paste your operations');
    await press('button:text-is("Act as a developer")');
    await expect.poll(heading).toBe('My apps');
  });

  it('a developer registers an app; what is wrong stands beside its field', async () => {
    await press('a:text-is("Register an app")');
    await page.waitForSelector('form');
    await press('button:text-is("Register")');
    await expect.poll(focused).toBe('Name in Chinese');
    const platform = null;
    await fillFrom(
      '工作台出行助手',
      'Studio Rides',
      platform,
      'http://studio-rides.example/',
      'team@rides.example',
    );
    await fillFrom('Shows your passes and what you have to pay');
    await page.keyboard.type('http://127.0.0.1:8809/callback');
    await press('button:text-is("Register")');
    await expect.poll(focused).toBe('Public web page');
    expect(await page.textContent('[slot=errorMessage]')).toMatch(/^Not accepted: must be https/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('https://studio-rides.example/');
    await page.keyboard.press('Enter');
    await expect.poll(heading).toBe('The app is registered');
    const [id, secret] = await page.locator('.code-block pre').allTextContents();
    expect(secret).toMatch(/^[\w-]{40,}$/);
    clientId = id ?? '';
    await press('main a.button');
    await expect.poll(heading).toBe('Operations');
  });

  it('says where an operation does not fit', async () => {
    await page.focus('textarea');
    await page.keyboard.insertText('{ me { id } }\n\nquery Wrong { me { nonsense } }');
    await page.keyboard.press('Control+Enter');
    await expect.poll(main).toContain('Line 3 (Wrong): Cannot query field');
  });

  it('shows fields, agencies, what reveals less, and what the citizen will see', async () => {
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(operations);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.consent-page');
    const needs = await page.textContent('table');
    expect(needs).toContain('Reveals less: Citizen.hasDueNotices');
    expect(needs).toMatch(/Citizen\.transitPasses.*Personal.*Transport Bureau.*the citizen’s consent/);
    const consent = await page.textContent('.consent-page');
    for (const text of ['工作台出行助手', 'Studio Rides', '缴费通知', 'Payment notices', 'your consent'])
      expect(consent).toContain(text);
  });

  it('shows the decisions of agencies with their reasons', async () => {
    await press('button:text-is("Submit to the agencies")');
    await press('a:text-is("Follow the decisions")');
    await expect
      .poll(() => page.textContent('table'))
      .toMatch(/Finance Bureau.*Not decided.*Transport Bureau/);
    await decide('operator-transport', 'APPROVE', 'Passes are for riders');
    await decide('operator-payments', 'REFUSE', 'hasDueNotices is enough');
    await page.reload();
    await expect.poll(() => page.textContent('table')).toMatch(/Refused.*hasDueNotices is enough.*Approved/);
    expect(await page.textContent('.timeline')).toMatch(
      /Part refused.*Part approved.*Access requested.*Registered/,
    );
    expect(await page.locator('.hash').allTextContents()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });

  async function decide(persona: string, decision: string, reason: string): Promise<void> {
    const token = await requestToken(city.issuerUrl, { persona });
    const { data } = await city.query(
      token,
      'query ($id: ID!) { appRegistration(clientId: $id) { accessRequests(first: 1) { nodes { id } } } }',
      { id: clientId },
    );
    const found = data as { appRegistration: { accessRequests: { nodes: { id: string }[] } } };
    const request = found.appRegistration.accessRequests.nodes[0]?.id;
    const decided = await city.query(
      token,
      'mutation ($input: DecideAccessInput!) { decideAccess(input: $input) { __typename } }',
      { input: { request, decision, reason } },
    );
    expect(decided.data).toEqual({ decideAccess: { __typename: 'AccessDecided' } });
  }

  it('runs an operation as a synthetic citizen, and shows the same as curl', async () => {
    await open('Try it');
    await press('button:text-is("Run as citizen-0042")');
    await page.waitForSelector('.answered');
    const [answer, curl] = await page.locator('.code-block pre').allTextContents();
    expect(JSON.parse(answer ?? '')).toMatchObject({ data: { me: { transitPasses: [{}] } } });
    expect(curl).toContain(`curl -s '${city.gatewayUrl}/graphql'`);
    expect(await main()).toContain('Nothing was refused.');
  });

  it('counts what the app uses of what it was granted', async () => {
    const used = async () => {
      await page.reload();
      await page.waitForSelector('main h2');
      return main();
    };
    await open('Usage');
    await expect.poll(used, { timeout: 20_000, interval: 1_000 }).toContain('2 of 2 granted fields are used');
  });

  it('registers a webhook, and sends it a test event', async () => {
    await open('Webhooks');
    await page.focus('input[type=url]');
    await page.keyboard.type('https://studio-rides.example/events');
    await page.keyboard.press('Enter');
    await expect.poll(main).toContain('The address is added');
    expect(await page.textContent('.code-block pre')).toMatch(/^whsec_/);
    await press('button:text-is("Send a test event")');
    await expect.poll(main).toContain('webhook.test');
  });

  it('replaces the secret after a question, and proposes a new return address', async () => {
    await open('Keys and settings');
    await press('button:text-is("Replace the secret")');
    await page.selectOption('[role=alertdialog] select', '24');
    await press('[role=alertdialog] button:text-is("Replace the secret")');
    await expect.poll(() => page.locator('.code-block pre').allTextContents()).toHaveLength(1);
    await expect.poll(main).toContain('The previous secret works until');
    await page.focus('textarea');
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('https://studio-rides.example/callback');
    await press('button:text-is("Save the changes")');
    await expect.poll(main).toContain('A change has been waiting for review');
    await open('Overview');
    await expect.poll(main).toContain('No change is waiting for review');
    expect(await page.textContent('li:has-text("No change is waiting")')).toContain('To do');
    expect(troubles).toEqual([]);
  });

  it.each(['en', 'zh'])(
    'has no barrier on any page in %s, light and dark, and fits 320 pixels',
    async (language) => {
      const tabs = ['overview', 'access', 'requests', 'try', 'usage', 'webhooks', 'settings', 'ship'];
      const pages = ['apps', 'register', ...tabs.map((tab) => `apps/${clientId}/${tab}`)];
      for (const path of pages) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 1200, height: 900 });
        await page.goto(`${city.gatewayUrl}/${language}/build/${path}`);
        await page.waitForSelector('main h1');
        await page.waitForLoadState('networkidle');
        expect([path, await accessibilityProblems(page)]).toEqual([path, []]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect([path, await accessibilityProblems(page, ['color-contrast'])]).toEqual([path, []]);
        await page.setViewportSize({ width: 320, height: 800 });
        expect([path, await overflowOf(page)]).toEqual([path, 0]);
      }
      expect(await page.getAttribute('html', 'lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
    },
    60_000,
  );

  it('deletes the app once its id is typed', async () => {
    await page.goto(`${city.gatewayUrl}/en/build/apps/${clientId}/settings`);
    await page.waitForSelector('main form');
    await press('button:text-is("Delete the app")');
    await page.waitForSelector('[role=alertdialog] input:focus');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('[role=alertdialog]')).toContain('exactly as it is written');
    await fillFrom(clientId);
    await page.keyboard.type('It was an attempt');
    await page.keyboard.press('Enter');
    await expect.poll(heading).toBe('My apps');
    await expect.poll(() => page.textContent('table')).toContain('Deleted');
    expect(troubles).toEqual([]);
  });
});
