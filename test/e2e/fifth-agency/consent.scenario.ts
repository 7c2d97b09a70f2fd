import { requestToken } from '@civic-graph/launcher';
import { authorizationUrl, connectRegistered, eventually, redeem } from '@civic-graph/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnToApp } from '../browser/return-to-app.ts';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import { city } from '../one-city/city.ts';
import { decide, draft, register, submit } from '../register-to-first-call/operations.ts';
import { texts } from './agency-texts.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';

const citizen = 'citizen-0150';
const records = 'query Records { me { librariesRecords { title place { name } } } }';
const redirectUri = 'http://127.0.0.1:8803/callback';

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
async function mutate(persona: string, mutation: string, input: object): Promise<any> {
  const token = await requestToken(city.issuerUrl, { persona });
  const { data, errors } = await city.query(token, mutation, { input });
  expect(errors).toBeUndefined();
  return Object.values(data as object)[0];
}

let credentials: { readonly clientId: string; readonly clientSecret: string };

it('decides itself on an app that asks for its scope', async () => {
  credentials = await mutate('developer', register, {
    nameZh: '读书伙伴',
    nameEn: 'Reading Companion',
    platform: 'Web',
    homepage: 'https://reading.example/',
    contact: 'team@reading.example',
    redirectUris: [redirectUri],
    purposes: [{ purpose: 'city-services', statement: 'Reminds you of your loans' }],
  });
  const { clientId } = credentials;
  // The gateway's schema and the directory arrive apart from each other.
  await eventually(async () => {
    const { request } = await mutate('developer', draft, { clientId, operations: [records] });
    expect(request.parts).toMatchObject([
      { agency: { id: 'culture' }, scopes: [{ id: 'libraries:records' }] },
    ]);
  });
  const { request } = await mutate('developer', submit, { clientId });
  const decision = { request: request.id, decision: 'APPROVE', reason: 'Readers asked for it' };
  expect(await mutate('operator-libraries', decide, decision)).toMatchObject({
    request: { parts: [{ agency: { id: 'culture' }, decision: 'APPROVED' }] },
  });
});

describe.skipIf(!wanted)(`a citizen in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    browser = await launchChromium(chromium);
    page = await (await openContext(browser, { locale: 'en-GB' })).newPage();
  });
  afterAll(() => browser?.close());

  it('reads whose data it is in both languages, agrees, and the app gets it', async () => {
    const app = await connectRegistered({ url: city.issuerUrl }, { ...credentials, redirectUri });
    const { url, verifier } = await authorizationUrl(app, 'openid libraries:records');
    await page.goto(url.href);
    await page.fill('#q', citizen);
    await page.click('form.search button');
    await page.click('button.person');
    await page.waitForSelector('form[action$="/consent"]');
    const offer = page.locator('.group');
    expect(await offer.count()).toBe(1);
    const { agency, title, content } = texts;
    expect((await offer.textContent())?.replace(/\s+/g, ' ').trim()).toBe(
      `${title.zh} ${title.en} 个人信息 personal ${content.zh} ${content.en} ` +
        `数据由${agency.zh}保存 Held by ${agency.en}`,
    );
    await page.getByLabel(title.en).check();
    const returned = await returnToApp(page, 'button[value="ticked"]', redirectUri);
    const { access_token } = await redeem(app, returned, verifier);
    expect(await city.query(access_token, records)).toEqual({
      data: { me: { librariesRecords: [{ title: 'A first record', place: { name: 'West' } }] } },
    });
  });

  it('finds the read on their own pages, with the agency that holds the data', async () => {
    const { agency, title } = texts;
    for (const [language, sentence, holder] of [
      ['en', /Reading Companion read your library loans /, `Data held by ${agency.en}`],
      ['zh', new RegExp(`读书伙伴查阅了您的${title.zh}`), `数据由以下部门保存：${agency.zh}`],
    ] as const) {
      await eventually(async () => {
        await page.goto(`${city.issuerUrl}/me/${language}`);
        expect(await page.locator('main').textContent()).toMatch(sentence);
      });
      expect(await page.textContent('.read .meta')).toContain(holder);
    }
  }, 60_000);
});
