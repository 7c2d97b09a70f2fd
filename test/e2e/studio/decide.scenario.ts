import { requestToken } from '@civic-graph/launcher';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pressBy, tabTo } from '../browser/keyboard.ts';
import { accessibilityProblems, pageProblems } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';
import * as text from '../register-to-first-call/operations.ts';
import { appName, letDecisionsWait, question } from './waiting-decisions.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

/** Other tests may slow a browser down. */
const patience = { timeout: 90_000 };

describe.skipIf(!wanted)(
  `an official decides in Chromium${wanted ? '' : ' (no chromium on PATH)'}`,
  patience,
  () => {
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    /** An official with every page, and with a part of the same request. */
    let treasurer: Page;
    let clientId: string;
    let citizenToken: string;
    const troubles: string[] = [];

    beforeAll(async () => {
      if (chromium === null) throw new Error('CI must have chromium on PATH');
      ({ clientId, citizenToken } = await letDecisionsWait());
      browser = await launchChromium(chromium);
      context = await openContext(browser, { locale: 'en-GB', viewport: { width: 1200, height: 900 } });
      page = await openAs('operator-transport');
      treasurer = await openAs('operator-payments');
    });
    afterAll(() => browser?.close());

    async function openAs(persona: string, path = '/en/decide', shown = '.queue'): Promise<Page> {
      const opened = await context.newPage();
      await opened.addInitScript((id) => sessionStorage.setItem('studio:persona', `#persona=${id}`), persona);
      opened.on('pageerror', ({ message }) => troubles.push(message));
      opened.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
      await opened.goto(`${city.gatewayUrl}${path}`);
      await opened.waitForSelector(shown);
      return opened;
    }

    const asOfficial = async (query: string, variables: object = {}) => {
      const token = await requestToken(city.issuerUrl, { persona: 'operator-transport' });
      return (await city.query(token, query, variables)).data;
    };
    const outcome = () => page.textContent('.note[data-tone=good]');

    it('tells a developer who the pages are for, who acts as an official by a press of a key', async () => {
      const other = await openAs('developer', '/en/decide', '.note[data-tone=info]');
      expect(await other.textContent('.note')).toContain('These pages are for officials of agencies.');
      expect(await pageProblems(other)).toEqual([]);
      await pressBy(other, '.note button:text-is("Act as operator-transport")');
      await other.waitForSelector(`.queue a:text-is("${appName}")`);
      expect(await other.inputValue('select[name=persona]')).toBe('operator-transport');
      await other.close();
    });

    it('approves the agency’s part of a request with a reason, by keyboard', async () => {
      await pressBy(page, `.queue a:text-is("${appName}")`);
      await expect.poll(() => page.textContent('h1')).toBe(`Request of ${appName}`);
      // Fields in plain language, and what citizens will see.
      await expect.poll(() => page.textContent('main')).toContain('Transit passes of the citizen');
      expect(await page.textContent('.consent')).toContain('Your bus and metro passes');

      await pressBy(page, 'button:text-is("Approve our part")');
      await page.waitForSelector('[role=dialog] input:focus');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.textContent('[role=dialog]')).toContain('Write a reason');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.type('Passes are for riders');
      await page.keyboard.press('Enter');
      await expect.poll(outcome).toContain('Decided.');
      expect(await asOfficial(text.standing, { clientId })).toMatchObject({
        appRegistration: { state: 'APPROVED_IN_PART', app: { approvedScopes: [{ id: 'transport:passes' }] } },
      });
    });

    it('approves another part without one field, by keyboard; the developer reads why, and the app cannot read it', async () => {
      const dialog = '[role=dialog]';
      await pressBy(treasurer, `.queue a:text-is("${appName}")`);
      await pressBy(treasurer, 'button:text-is("Approve in part")');
      await tabTo(treasurer, `${dialog} label:has(code:text-is("Notice.dueDate")) input`);
      await treasurer.keyboard.press('Space');
      await pressBy(treasurer, `${dialog} button:text-is("Approve in part")`);
      // The first missing reason has the focus.
      await treasurer.waitForSelector(`${dialog} input[aria-invalid=true]:focus`);
      expect(await accessibilityProblems(treasurer)).toEqual([]);
      await treasurer.keyboard.type('Whether anything is due suffices');
      await tabTo(treasurer, `${dialog} input[aria-invalid=true]`);
      await treasurer.keyboard.type('Notices serve the citizen');
      await treasurer.keyboard.press('Enter');
      await expect.poll(() => treasurer.textContent('.note[data-tone=good]')).toContain('Decided.');
      expect(await treasurer.textContent('main')).toContain('Approved in part on');

      const token = await requestToken(city.issuerUrl, { persona: 'developer' });
      expect(await city.query(token, text.standing, { clientId })).toMatchObject({
        data: { appRegistration: { state: 'APPROVED_IN_PART', operations: [{ name: 'Passes' }] } },
      });
      const { data } = await city.query(token, text.sandboxToken, { input: { clientId, citizen: 'lin' } });
      const { accessToken } = (data as { issueSandboxToken: { accessToken: string } }).issueSandboxToken;
      const codeOf = async (operation: string) =>
        (await city.query(accessToken, operation)).errors?.[0]?.extensions.code;
      // At once: the token tells a gateway that has not heard of the decision.
      expect(await codeOf(text.notices)).toBe('OPERATION_NOT_SAFELISTED');
      expect(await codeOf(text.passes)).toBeUndefined();

      const developer = await openAs('developer', `/en/build/apps/${clientId}/requests`, 'details summary');
      await expect
        .poll(() => developer.textContent('tr:has(code:text-is("Notice.dueDate"))'))
        .toMatch(/Refused.*Whether anything is due suffices/);
      expect(await pageProblems(developer)).toEqual([]);
      await developer.close();
    });

    it('answers a citizen’s question once, after a warning', async () => {
      const card = `.question:has(h2:text-is("${question}"))`;
      await pressBy(page, '.tabs a:text-is("Questions")');
      await expect.poll(() => page.textContent(card)).toContain('WeChat City Services');
      expect(await accessibilityProblems(page)).toEqual([]);
      await tabTo(page, `${card} textarea`);
      await page.keyboard.type('The app renewed its page at night.');
      await pressBy(page, `${card} button:text-is("Check and send")`);
      await expect
        .poll(() => page.textContent('[role=dialog]'))
        .toContain('You cannot change it afterwards.');
      await page.waitForSelector('[role=dialog] button:focus');
      await page.keyboard.press('Enter');
      await expect.poll(outcome).toContain('The answer was sent.');
      await expect.poll(() => page.locator(card).count()).toBe(0);
      const answers =
        '{ agency(id: "transport") { accessQuestions(answered: true) { nodes { text answer } } } }';
      expect(await asOfficial(answers)).toMatchObject({
        agency: {
          accessQuestions: {
            nodes: expect.arrayContaining([{ text: question, answer: 'The app renewed its page at night.' }]),
          },
        },
      });
    });

    it('switches a field off after seeing who uses it, and on again', async () => {
      const code = async () => (await city.query(citizenToken, text.passes)).errors?.[0]?.extensions.code;
      await pressBy(page, '.tabs a:text-is("Switches")');
      await tabTo(page, 'input[role=combobox]');
      await page.keyboard.type('Citizen.transitPasses');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => page.textContent('.impact'))
        .toMatch(/\d+ apps?, \d+ operations?, about \d+ calls/);
      await tabTo(page, 'textarea');
      await page.keyboard.type('Passes are being recounted.');
      await pressBy(page, 'button:text-is("Switch off")');
      await page.waitForSelector('[role=dialog] button:focus');
      await page.keyboard.press('Enter');
      await expect.poll(outcome).toContain('Citizen.transitPasses is off.');
      await expect.poll(code).toBe('SWITCHED_OFF');
      await expect.poll(() => page.textContent('tbody')).toContain('Passes are being recounted.');

      await pressBy(page, 'button:text-is("Switch on again")');
      await page.waitForSelector('[role=dialog] button:focus');
      await page.keyboard.press('Enter');
      await expect.poll(outcome).toContain('Citizen.transitPasses is on again.');
      await expect.poll(code).toBeUndefined();
    });

    // Words differ by language and colours by theme, so that each page is looked at twice, not four times.
    it.each([
      { language: 'zh', colorScheme: 'dark', width: 320 },
      { language: 'en', colorScheme: 'light', width: 1200 },
    ] as const)('axe finds nothing in $language, $colorScheme, at $width pixels', async (display) => {
      const { language, colorScheme, width } = display;
      await treasurer.setViewportSize({ width, height: 900 });
      await treasurer.emulateMedia({ colorScheme });
      await treasurer.goto(`${city.gatewayUrl}/${language}/decide/inbox`);
      const found: string[] = [];
      for (const path of [
        ...['inbox', 'requests', `requests/${clientId}`, 'questions', 'apps', 'apps/wechat-city', 'readers'],
        ...['switches', 'schema', 'alerts', 'finance', 'accounts'],
      ]) {
        await show(treasurer, `/${language}/decide/${path}`);
        found.push(...(await pageProblems(treasurer)).map((problem) => `${path}: ${problem}`));
      }
      expect(found).toEqual([]);
      expect(troubles).toEqual([]);
    });
  },
);

/** Opens a page of the same document, as a link does, and waits for its data. */
async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.waitForSelector('h1');
  await page.waitForFunction(() => document.querySelector('.loading') === null);
}
