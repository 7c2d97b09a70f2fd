import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressBy } from '../browser/keyboard.ts';
import { pageProblems } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';
/** Owes two notices in every demo, and has consented to nothing. */
const citizen = 'citizen-0150';

/** 320 pixels are 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10); English words are the longest. */
const displays = [
  { language: 'en', colorScheme: 'light', width: 320 },
  { language: 'zh', colorScheme: 'dark', width: 1000 },
] as const;

describe.skipIf(!wanted)(`the city portal in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let portal: string;
  /** Pages to inspect, below the language. */
  const seen = new Set([
    '',
    '/departures',
    '/departures?q=Wulin',
    '/districts',
    '/districts/330106',
    '/none',
  ]);

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    portal = city.portalUrl!;
    browser = await launchChromium(chromium);
    context = await openContext(browser, { locale: 'en-GB', viewport: { width: 390, height: 844 } });
    page = await context.newPage();
  });
  afterAll(() => browser?.close());

  const heading = () => expect.poll(() => page.textContent('h1'));
  const remember = () => seen.add(new URL(page.url()).pathname.replace('/en', ''));

  /** Inspects a page that is gone after the next step. */
  async function inspect(): Promise<void> {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await pageProblems(page)).toEqual([]);
    }
  }

  const pressOn = (selector: string) => pressBy(page, selector);

  /** Pays the next notice, up to the page of the payment. */
  async function beginPayment(): Promise<void> {
    await page.goto(`${portal}/en/notices`);
    await pressOn('a.line');
    await page.waitForURL(/\/notices\/\d{20}$/);
    await pressOn('.pay button');
    await heading().toBe('Payment');
  }

  it('signs a citizen in who shares nothing, and says what it needs', async () => {
    await page.goto(portal);
    expect(page.url()).toBe(`${portal}/en`);
    await pressOn('.tools .sign');
    await page.fill('#q', citizen);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=citizen-0150/);
    await page.click('button.person');
    await page.click('button[value="nothing"]');
    await heading().toMatch(/^Good (morning|afternoon|evening)$/);
    expect(await page.textContent('.consent-needed')).toContain('Your permission is needed');
    await inspect();
  });

  it('shows the notices after the consent, with nothing that a script can steal', async () => {
    await pressOn('.consent-needed a');
    await page.waitForSelector('form[action$="/consent"]');
    for (const box of await page.locator('input[type="checkbox"]').all()) await box.check();
    await page.click('button[value="ticked"]');
    await page.waitForURL(`${portal}/en`);
    expect(await page.textContent('.owed')).toContain('2 notices to pay');
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      ...['', 0, 0],
    ]);
    const [cookie] = await context.cookies(portal);
    expect(cookie).toMatchObject({ name: 'portal', httpOnly: true, sameSite: 'Lax' });
  });

  it('pays a notice at the provider, and shows the verified receipt', async () => {
    await beginPayment();
    await inspect();
    await pressOn('main a.button');
    await page.waitForURL(/\/provider\/test\/pay\//);
    await pressOn('button[value="paid"]');
    await page.waitForSelector('a.button');
    await pressOn('a.button');
    await heading().toBe('Paid. Thank you!');
    remember();
    expect(await page.textContent('.verdict')).toContain('Verified: this receipt is genuine');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.receipt .button')]);
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('shows a receipt by itself once the provider has been paid elsewhere', async () => {
    await beginPayment();
    const payUrl = await page.getAttribute('main a.button', 'href');
    const answer = await fetch(payUrl!, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"outcome":"paid"}',
    });
    expect(answer.status).toBe(200);
    await heading().toBe('Paid. Thank you!');
    await page.goto(`${portal}/en/notices`);
    expect(await page.textContent('main')).toContain('You have nothing to pay.');
    remember();
    await pressOn('a.line');
    await page.waitForURL(/\/notices\/\d{20}$/);
    remember();
  });

  it('the citizen’s own pages at the issuer show the payments, and the receipts as genuine', async () => {
    await page.goto(`${city.issuerUrl}/me/en/payments`);
    await heading().toBe('Payments and receipts');
    expect(await page.textContent('article .receipt')).toContain('Genuine: signed by the treasury');
    expect(await page.textContent('main')).not.toContain('Not genuine');
    await inspect();
  });

  it.each(displays)(
    'has no fault that axe finds in $language, $colorScheme, at $width pixels',
    async (display) => {
      const { language, colorScheme, width } = display;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const found: string[] = [];
      for (const path of seen) {
        await page.goto(`${portal}/${language}${path}`);
        found.push(...(await pageProblems(page)).map((fault) => `${path}: ${fault}`));
        if (!(await hasHeaderOfOneRow())) found.push(`${path}: the header takes two rows`);
      }
      expect(found).toEqual([]);
    },
  );

  function hasHeaderOfOneRow(): Promise<boolean> {
    return page.evaluate(() => {
      const [brand, tools] = ['.brand', '.tools'].map((each) =>
        document.querySelector(each)!.getBoundingClientRect(),
      );
      return tools!.top < brand!.bottom && tools!.left >= brand!.right;
    });
  }

  it('forgets the citizen who signs out', async () => {
    await page.goto(`${portal}/en`);
    await page.click('.tools button');
    await heading().toBe('You are signed out');
    await page.goto(`${portal}/en/notices`);
    expect(await page.textContent('main')).toContain('Sign in to see fines and fees');
  });
});
