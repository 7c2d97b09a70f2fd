import { authorizationUrl, connectApp } from '@civic-graph/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type IdentityDeployment,
  startIdentity,
} from '../../../subgraphs/identity/src/identity-deployment.fixture.ts';
import { returnToApp } from '../browser/return-to-app.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';
const scope = 'openid identity:basic identity:profile identity:sensitive identity:consents payments:notices';

describe.skipIf(!wanted)(`the consent page in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let identity: IdentityDeployment;
  let browser: Browser;
  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    identity = await startIdentity();
    browser = await launchChromium(chromium);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await identity?.stop();
  });

  /** Signs in, up to the consent page. */
  async function consentPage(citizen: string): Promise<{ page: Page; redirectUri: string }> {
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, scope);
    const page = await (await openContext(browser)).newPage();
    await page.goto(url.href);
    await page.fill('#q', citizen);
    await page.click('form.search button');
    await page.click('button.person');
    await page.waitForSelector('form[action$="/consent"]');
    return { page, redirectUri: app.redirectUri };
  }

  const boxes = (page: Page) => page.locator('input[type="checkbox"]');
  const ticked = (page: Page) => page.locator('input:checked').count();

  it('has nothing ticked at first, and says what to do if it stays so', async () => {
    const { page, redirectUri } = await consentPage('赵');
    expect(await boxes(page).count()).toBe(5);
    expect(await ticked(page)).toBe(0);
    await page.click('button[value="ticked"]');
    await page.waitForSelector('[role="alert"]');
    expect(await page.textContent('[role="alert"]')).toContain('You have not ticked anything.');
    expect(page.url()).toContain('/interaction/');
    expect(await ticked(page)).toBe(0);
    await boxes(page).first().check();
    const returned = await returnToApp(page, 'button[value="ticked"]', redirectUri);
    expect(new URL(returned).searchParams.get('code')).toBeTruthy();
    await page.close();
  });

  it('lets a citizen sign in and share nothing', async () => {
    const { page, redirectUri } = await consentPage('陈');
    const returned = await returnToApp(page, 'button[value="nothing"]', redirectUri);
    expect(new URL(returned).searchParams.get('code')).toBeTruthy();
    await page.close();
  });
});
