import { requestToken } from '@civic-graph/launcher';
import { eventually } from '@civic-graph/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';
import { signIn } from '../sign-in.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';
const citizen = 'citizen-0140';
const passes = '{ me { transitPasses { kind } } }';

/** Sizes and themes; 320 pixels are 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10). */
const displays = [
  { language: 'en', colorScheme: 'light', width: 1000 },
  { language: 'zh', colorScheme: 'dark', width: 320 },
] as const;

describe.skipIf(!wanted)(`a citizen's own data in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let page: Page;
  let token: string;

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    const consent = ['identity:basic', 'transport:passes'];
    token = await signIn(city.issuerUrl, citizen, { app: 'wechat-city', scopes: consent.join(' '), consent });
    browser = await launchChromium(chromium);
    const context = await openContext(browser, { javaScriptEnabled: false, locale: 'en-GB' });
    page = await context.newPage();
  });
  afterAll(() => browser?.close());

  /** Reaches an element as a person without a mouse would. */
  async function tabTo(selector: string): Promise<void> {
    const wanted = page.locator(selector).first();
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press('Tab');
      if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    }
    throw new Error(`${selector} is not reached by the keyboard on ${page.url()}`);
  }

  async function follow(selector: string, heading: RegExp): Promise<void> {
    await tabTo(selector);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('h1')).toMatch(heading);
  }

  it('shows what an app has read, without scripts and by keyboard', async () => {
    expect((await city.query(token, passes)).errors).toBeUndefined();
    await page.goto(`${city.issuerUrl}/me`);
    expect(page.url()).toBe(`${city.issuerUrl}/me/en`);
    await follow('a.primary', /Sign in/);
    await tabTo('#q');
    await page.keyboard.type(citizen);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=citizen-0140/);
    await follow('button.person', /Who read your data/);
    await eventually(async () => {
      await page.reload();
      expect(await page.textContent('.read .sentence')).toBe(
        'WeChat City Services read your transit passes to handle city services for you in the app.',
      );
    });
  });

  it('passes a question to the agency, and shows its answer', async () => {
    await follow('.read .ask a', /Access to your data/);
    await tabTo('#question');
    await page.keyboard.type('Why did the app read this?');
    await follow('#why button', /Access to your data/);
    expect(await page.textContent('#why .state')).toContain('Waiting for the answer, due by');

    const official = await requestToken(city.issuerUrl, { persona: 'operator-transport' });
    const { data } = await city.query(
      official,
      '{ agency(id: "transport") { accessQuestions(answered: false) { nodes { id text access { app { clientId } fields } } } } }',
    );
    const { nodes } = (data as { agency: { accessQuestions: { nodes: { id: string }[] } } }).agency
      .accessQuestions;
    expect(nodes).toEqual([
      {
        id: expect.any(String),
        text: 'Why did the app read this?',
        access: {
          app: { clientId: 'wechat-city' },
          fields: expect.arrayContaining(['Citizen.transitPasses']),
        },
      },
    ]);
    const answered = await city.query(
      official,
      'mutation ($id: ID!) { answerAccessQuestion(input: { question: $id, answer: "You opened your passes." }) { __typename } }',
      { id: nodes[0]?.id },
    );
    expect(answered).toEqual({ data: { answerAccessQuestion: { __typename: 'AccessQuestionAnswered' } } });
    await page.reload();
    expect(await page.textContent('#why .answer')).toBe('You opened your passes.');
  });

  it('shows payments with verified receipts, without scripts', async () => {
    await page.goto(`${city.issuerUrl}/me/en`);
    await follow('nav a[href$="/payments"]', /Payments and receipts/);
    expect(page.url()).toBe(`${city.issuerUrl}/me/en/payments`);
    expect(await page.textContent('main')).toMatch(/Genuine: signed by the treasury|There are no payments/);
  });

  it.each(displays)('fits and is legible in $language, $colorScheme, at $width pixels', async (display) => {
    const { language, colorScheme, width } = display;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${city.issuerUrl}/me/${language}/consents`);
    const consent = (await page.getAttribute('.read .ask a', 'href'))!;
    const pages = ['', '/questions', '/consents', '/facts', '/payments', '/security'].map(
      (path) => `/me/${language}${path}`,
    );
    for (const path of [...pages, consent]) {
      await page.goto(`${city.issuerUrl}${path}`);
      const measured = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return { overflow: document.documentElement.scrollWidth - innerWidth, backgroundColor, color };
      });
      expect(measured.overflow).toBeLessThanOrEqual(0);
      expect(await tabsPerRow(), path).toEqual(width < 400 ? [2, 2, 2] : [6]);
      const [back, ink] = [measured.backgroundColor, measured.color].map(luminance);
      const contrast = (Math.max(back!, ink!) + 0.05) / (Math.min(back!, ink!) + 0.05);
      // WCAG 2.2, 1.4.6.
      expect(contrast).toBeGreaterThan(7);
      expect(back! < ink!).toBe(colorScheme === 'dark');
    }
  });

  /** How many tabs stand in each row of the navigation. */
  function tabsPerRow(): Promise<number[]> {
    return page.locator('nav li').evaluateAll((tabs) => {
      const rows = new Map<number, number>();
      for (const { offsetTop } of tabs as HTMLElement[]) rows.set(offsetTop, (rows.get(offsetTop) ?? 0) + 1);
      return [...rows.values()];
    });
  }

  it('ends the app’s access at once when the citizen withdraws', async () => {
    await page.goto(`${city.issuerUrl}/me/en/consents`);
    await follow('.read .ask a', /Your consent for WeChat City Services/);
    await follow('a.danger', /Withdraw your consent/);
    await follow('button.danger', /My consents/);
    expect(await page.textContent('[role="status"]')).toContain('The consent is withdrawn.');
    await eventually(async () => {
      const { errors } = await city.query(token, passes);
      expect(errors?.[0]?.extensions.code).toBe('TOKEN_REVOKED');
    });
  });
});

/** Relative luminance of a color `rgb(r, g, b)` (WCAG 2.2). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
