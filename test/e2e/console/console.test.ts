import { ensureStudioBuilt, type StudioAsset, studioAssets } from '@civic-graph/studio';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from './chromium.ts';
import { ConsolePage } from './console-page.ts';
import { dueNoticeCode } from './mock-data.ts';
import { type MockGateway, startMockGateway } from './mock-gateway.ts';
import { readMockToken } from './mock-personas.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

describe.skipIf(!wanted)(`the console in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let assets: readonly StudioAsset[];
  let browser: Browser;
  let gateway: MockGateway;
  let page: ConsolePage;

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    assets = await studioAssets(await ensureStudioBuilt());
    browser = await launchChromium(chromium);
  });

  afterAll(() => browser?.close());

  afterEach(async () => {
    // None, if the first could not be opened.
    const troubles = page?.troubles ?? [];
    await page?.close();
    await gateway.close();
    // Whatever a test does, the page stays on its own origin and within its policy.
    expect(troubles).toEqual([]);
  });

  async function open(
    fragment = '',
    { demo = true, ...context }: BrowserContextOptions & { demo?: boolean } = {},
  ) {
    gateway = await startMockGateway(assets, { demo });
    page = await ConsolePage.open(browser, `${gateway.url}en/explore${fragment}`, context);
  }

  const lastQuery = () =>
    gateway.requests
      .filter(({ operationName = 'IntrospectionQuery' }) => operationName !== 'IntrospectionQuery')
      .at(-1);

  const subjectOf = (authorization = '') => readMockToken(authorization.replace('Bearer ', '')).sub;

  it('answers the sample query over four agencies', async () => {
    await open();
    const answer = await page.run();
    expect(answer).toMatchObject({
      data: {
        me: { ageOver: true, notices: { nodes: [{ code: dueNoticeCode }, {}] } },
        station: { departures: { nodes: [{ route: { shortName: '1' } }, {}] } },
        region: { indicator: { series: [{ latest: { value: 12_522_000 } }] } },
      },
    });
    expect(await page.text('.answer')).toMatch(/Answered for lin through WeChat City in \d+ ms/);
    expect(await page.count('.refusals')).toBe(0);
  });

  it('shows what the token allows', async () => {
    await open('#persona=lin&app=alipay-city');
    expect(await page.text('.token-line')).toBe('4 scopes · for city services · 10 min left');
    await page.click('button.token-line');
    expect(await page.text('.token')).toMatch(/Purpose\s*city services/);
    expect(await page.text('.token')).toMatch(/read payment notices\s*payments:notices/);
    expect(await page.text('.token')).not.toContain('has not consented');
    await page.press('Escape');
    await page.choose('persona', 'zhao');
    expect(await page.text('.token-line')).toBe('no consent · for city services · 10 min left');
    await page.click('button.token-line');
    expect(await page.text('.token')).toMatch(/has not consented.*payments:notices/);
  });

  it('uses the token of the chosen persona', async () => {
    await open();
    await page.run();
    expect(subjectOf(lastQuery()?.authorization)).toBe('lin@wechat-city');
    await page.choose('app', 'weibo-city');
    await page.run();
    expect(subjectOf(lastQuery()?.authorization)).toBe('lin@weibo-city');
    await page.choose('persona', 'operator-payments');
    expect(await page.count('select[name=app]')).toBe(0);
    expect(await page.text('.token-line')).toMatch('agency finance · notice clerk, treasurer');
    await page.run();
    expect(subjectOf(lastQuery()?.authorization)).toBe('operator-payments@');
    await page.choose('persona', 'anonymous');
    await page.run();
    expect(lastQuery()?.authorization).toBeUndefined();
  });

  it('loads the schema again for each caller', async () => {
    await open();
    await page.choose('persona', 'zhao');
    await expect
      .poll(() =>
        gateway.requests
          .filter(({ operationName }) => operationName === 'IntrospectionQuery')
          .map(({ authorization }) => subjectOf(authorization)),
      )
      .toEqual(expect.arrayContaining(['lin@wechat-city', 'zhao@wechat-city']));
  });

  it('lists withheld fields with rule and remedy', async () => {
    await open('#persona=zhao');
    const answer = await page.run();
    expect(answer).toMatchObject({ data: { me: { notices: null }, station: { name: '武林广场' } } });
    const panel = await page.text('.refusals');
    expect(panel).toContain('5 fields withheld from this answer');
    expect(panel).toContain('consent:payments:notices');
    expect(panel).toContain('The citizen’s consent to payments:notices is needed for this purpose');
    expect(panel).toMatch(/me\.id\s*me\.ageOver/);
    await page.choose('persona', 'lin');
    expect(await page.text('.answer-line')).toContain('You are now lin through WeChat City');
    await page.run();
    expect(await page.count('.refusals')).toBe(0);
  });

  it('pays the notice of the first query', async () => {
    await open();
    await page.run();
    await page.openSample('Pay a notice');
    expect(await page.run()).toMatchObject({ data: { initiatePayment: { paymentId: 'pay-1' } } });
    expect(await page.text('.graphiql-session-header')).toContain('PayNotice');
  });

  it('works without a mouse', async () => {
    await open();
    await page.focus('text=Samples');
    await page.press('Enter', 'Tab', 'ArrowDown', 'ArrowDown', 'Enter');
    await expect.poll(() => page.text('.graphiql-session-header')).toContain('FindNotice');
    await page.press('Control+Enter');
    await expect.poll(() => lastQuery()?.operationName).toBe('FindNotice');
  });

  it('keeps the token only in memory, and the persona over a reload', async () => {
    await open('#persona=lin&app=alipay-city');
    await page.run();
    const token = lastQuery()?.authorization?.replace('Bearer ', '') ?? '';
    expect(token).not.toBe('');
    expect(await page.everythingStored()).not.toContain(token);
    await page.choose('persona', 'zhao');
    await page.reload();
    expect(await page.value('select[name=persona]')).toBe('zhao');
    expect(await page.value('select[name=app]')).toBe('alipay-city');
  });

  it('accepts a pasted token if there are no personas', async () => {
    await open('', { demo: false });
    expect(await page.count('select[name=persona]')).toBe(0);
    page.expectTrouble(/404/);
    await page.fill('input[name=token]', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsImNvbnNlbnQiOltdfQ.');
    await page.press('Enter');
    expect(await page.value('input[name=token]')).toBe('');
    await page.run();
    expect(subjectOf(lastQuery()?.authorization)).toBe('me');
  });

  it.each([
    { width: 360, height: 740, colorScheme: 'light' },
    { width: 1400, height: 900, colorScheme: 'dark' },
  ] as const)('fits $width px in $colorScheme', async ({ colorScheme, ...viewport }) => {
    await open('#persona=zhao', { colorScheme, viewport });
    expect(await page.heightOfContent()).toBeLessThanOrEqual(viewport.height);
    await page.run();
    expect(await page.widthOfContent()).toBeLessThanOrEqual(viewport.width);
    expect(await page.heightOfContent()).toBeLessThanOrEqual(viewport.height);
    expect(await page.isVisible('.refusals summary')).toBe(true);
    await page.click('[aria-label="Show Documentation Explorer"]');
    expect(await page.isVisible('.graphiql-doc-explorer')).toBe(true);
    const [red = 0] = await page.backgroundOf('body');
    expect(red > 128).toBe(colorScheme === 'light');
  });

  it('colours its editors as the system does, also after a change', async () => {
    await open();
    for (const [scheme, className] of [
      ['light', 'vs'],
      ['dark', 'vs-dark'],
      ['light', 'vs'],
    ] as const) {
      await page.prefer(scheme);
      await expect.poll(() => page.count(`.graphiql-query-editor .monaco-editor.${className}`)).toBe(1);
    }
    expect(await page.text('h1')).toBe('Explore');
  });

  it.each([1000, 1200])('has one row in its header at %i px', async (width) => {
    await open('#persona=lin', { viewport: { width, height: 900 } });
    expect(await page.heightOf('.bar')).toBeLessThan(2 * (await page.heightOf('.brand')));
    expect(await page.widthOfContent()).toBe(width);
  });

  it('is built for production, and its first page is under 200 kB compressed', async () => {
    await open();
    const scripts = assets.filter(({ path }) => path.endsWith('.js'));
    // Text of React's development build.
    const development = scripts.filter(({ body }) => body.includes('deprecated in plain JavaScript'));
    expect(development.map(({ path }) => path)).toEqual([]);
    const first = assets.find(({ path }) => path === '/')?.body.toString() ?? '';
    const named = assets.filter(({ path }) => path === '/' || first.includes(`"${path}"`));
    expect(named.length).toBeGreaterThan(3);
    const bytes = named.reduce((sum, { body, gzip }) => sum + (gzip ?? body).length, 0);
    expect(bytes).toBeLessThan(200_000);
  });

  it('is fetched once: hashed files are cached forever, the page by its ETag', async () => {
    await open();
    const first = await fetch(new URL('/explore', gateway.url));
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(new URL('/explore', gateway.url), { headers: { 'if-none-match': etag } });
    expect([first.status, again.status]).toEqual([200, 304]);
    const script = /src="(\/assets\/[^"]+)"/.exec(await first.text())?.[1] ?? '';
    const hashed = await fetch(new URL(script, gateway.url));
    expect(hashed.headers.get('cache-control')).toContain('immutable');
    expect(hashed.headers.get('content-encoding')).toBe('gzip');
  });
});
