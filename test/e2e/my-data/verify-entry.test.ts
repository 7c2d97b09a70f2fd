import { signCheckpoint } from '@civic-graph/audit';
import { personas } from '@civic-graph/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  journal,
  record,
  send,
  signingKey,
} from '../../../subgraphs/identity/src/access-log/gateway-journal.fixture.ts';
import {
  type IdentityDeployment,
  startIdentity,
} from '../../../subgraphs/identity/src/identity-deployment.fixture.ts';
import { pressBy } from '../browser/keyboard.ts';
import { pageProblems } from '../browser/page-problems.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

describe.skipIf(!wanted)(`an access record in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let identity: IdentityDeployment;
  let browser: Browser;
  let hash: string;

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    identity = await startIdentity();
    const lin = record(personas.lin.citizenKey);
    const { lines, link } = journal([lin, record('CTZ-0000000007'), lin, record('CTZ-0000000007')]);
    const checkpoint = signCheckpoint('gateway', link, new Date(), signingKey);
    expect(await send(identity.subgraph, lines, { checkpoint })).toMatchObject({ status: 200 });
    hash = lines[2]!.split(' ')[1]!;
    browser = await launchChromium(chromium);
  });
  afterAll(async () => {
    await browser?.close();
    await identity?.stop();
  });

  it('is verified against the signed chain on its page, which finds every change, and sends nothing', async () => {
    const page = await (await openContext(browser, { locale: 'en-GB' })).newPage();
    const troubles: string[] = [];
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    await page.goto(`${identity.url}/me/en`);
    await page.click('a.primary');
    await page.fill('#q', 'lin');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=lin/);
    await page.click('button.person');
    await page.waitForURL(/\/me\/en/);
    await page.goto(`${identity.url}/me/en/entries/${hash}`);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));

    const verdict = () => page.textContent('[data-verdict]:not([hidden])');
    await pressBy(page, '[data-verify] button');
    await expect.poll(verdict).toContain('Verified: the entry is in this chain');
    expect(await pageProblems(page)).toEqual([]);

    /** Changes the proof on the page, verifies it, and changes it back. */
    const after = async (from: RegExp, to: string) => {
      const before = await page.textContent('#proof');
      const changed = before!.replace(from, to);
      expect(changed).not.toBe(before);
      await page.evaluate((text) => {
        document.getElementById('proof')!.textContent = text;
      }, changed);
      await page.click('[data-verify] button');
      await page.waitForFunction(() => document.querySelector('[data-verdict=holds]:not([hidden])') === null);
      const said = await page.getAttribute('[data-verdict]:not([hidden])', 'data-verdict');
      await page.evaluate((text) => {
        document.getElementById('proof')!.textContent = text;
      }, before!);
      return said;
    };
    expect(await after(/wechat-city/, 'weibo-city')).toBe('altered');
    expect(await after(/"count": 4/, '"count": 5')).toBe('not-in-chain');
    expect(await after(/"time": "20/, '"time": "19')).toBe('not-signed');
    expect(await after(/^\{/, '[')).toBe('not-in-chain');
    expect([sent, troubles]).toEqual([[], []]);
  });
});
