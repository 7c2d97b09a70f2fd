import { randomUUID } from 'node:crypto';
import { requestToken } from '@civic-graph/launcher';
import { freePort } from '@civic-graph/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, openContext } from '../console/chromium.ts';
import type { Answer } from '../deployment.ts';
import { city } from '../one-city/city.ts';
import { approvedApp } from './approved-app.ts';
import { type ServedPage, servePage } from './page/serve-page.ts';

const chromium = findChromium();
const wanted = chromium !== null || process.env.CI === 'true';
const scopes = ['payments:receipts', 'payments:pay', 'transport:passes'];
const passes = 'query Passes { me { transitPasses { kind } } }';
const initiate = `mutation Pay($input: InitiatePaymentInput!) { initiatePayment(input: $input) {
  __typename ... on PaymentInitiated { paymentId payUrl } } }`;
const updated = 'subscription Paid($id: ID!) { paymentUpdated(id: $id) { state } }';

describe.skipIf(!wanted)(`a page in Chromium${wanted ? '' : ' (no chromium on PATH)'}`, () => {
  let browser: Browser;
  let page: Page;
  let served: ServedPage;
  let origin: string;

  beforeAll(async () => {
    if (chromium === null) throw new Error('CI must have chromium on PATH');
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const { clientId, clientSecret, redirectUri } = await approvedApp({
      nameZh: '掌上通行证',
      nameEn: 'Ticket Wallet',
      redirectUri: `${origin}/callback`,
      operations: [passes, initiate, updated],
      officials: ['operator-transport', 'operator-payments'],
    });
    served = await servePage(port, {
      gateway: `${city.gatewayUrl}/graphql`,
      issuer: city.issuerUrl,
      clientId,
      clientSecret,
      redirectUri,
      scopes,
    });
    browser = await launchChromium(chromium);
    page = await (await openContext(browser)).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const ready = () => page.waitForFunction(() => document.title === 'ready');
  const ask = (query: string) => page.evaluate((text) => window.session.query(text), query);

  it('signs a citizen in through the issuer’s pages, and queries', async () => {
    await page.goto(origin);
    await ready();
    expect(await ask('{ me { transitPasses { kind } } }')).toMatchObject({
      refusals: [{ kind: 'sign-in-needed' }],
    });
    const url = await page.evaluate(() =>
      window.session.signIn({ offline: true, scopes: window.app.scopes! }),
    );
    await page.goto(url);
    await page.fill('#q', 'citizen-0131');
    await page.click('form.search button');
    await page.click('button.person');
    await page.waitForSelector('form[action$="/consent"]');
    for (const box of await page.locator('input[type="checkbox"]').all()) await box.check();
    await page.click('button[value="ticked"]');
    await page.waitForURL(/\/callback\?/);
    await ready();
    expect(await page.evaluate(() => window.outcome)).toEqual({ kind: 'signed-in', scopes });
    expect(await ask(passes)).toEqual({ data: { me: { transitPasses: expect.any(Array) } }, refusals: [] });
  });

  it('is still signed in after a reload, with a key that no script can export', async () => {
    await page.goto(`${origin}/passes`);
    await ready();
    expect(await ask(passes)).toMatchObject({ refusals: [] });
    const tokens = await page.evaluate(() => sessionStorage.getItem('civic:only:tokens'));
    const { accessToken, key, isBound } = JSON.parse(JSON.parse(tokens!).value);
    expect([key, isBound]).toEqual([null, true]);
    const exported = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opened = indexedDB.open('civic-graph', 1);
        opened.onsuccess = () => resolve(opened.result);
      });
      const pair = await new Promise<CryptoKeyPair>((resolve) => {
        const found = database.transaction('keys').objectStore('keys').get('dpop');
        found.onsuccess = () => resolve(found.result);
      });
      return crypto.subtle.exportKey('jwk', pair.privateKey).then(
        () => 'exported',
        ({ name }: Error) => name,
      );
    });
    expect(exported).toBe('InvalidAccessError');
    const stolen = await fetch(`${city.gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query: passes }),
    });
    const { errors } = (await stolen.json()) as Answer;
    expect([stolen.status, errors?.[0]?.extensions.code]).toEqual([401, 'DPOP_PROOF_INVALID']);
  });

  it('follows a payment through the relay, and continues after its connection breaks', async () => {
    const official = await requestToken(city.issuerUrl, { persona: 'operator-payments' });
    const notice = {
      regionCode: '330102',
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
      dueDate: '2099-12-31',
      idempotencyKey: randomUUID(),
    };
    const issued = await city.query(
      official,
      'mutation ($input: IssueNoticeInput!) { issueNotice(input: $input) { ... on NoticeIssued { notice { code } } } }',
      { input: notice },
    );
    const { code } = (issued.data as { issueNotice: { notice: { code: string } } }).issueNotice.notice;
    const input = { noticeCode: code, provider: 'TEST', idempotencyKey: randomUUID() };
    const begun = await page.evaluate(([text, input]) => window.session.mutate(text, { input }), [
      initiate,
      input,
    ] as const);
    expect(begun.refusals).toEqual([]);
    const { initiatePayment: payment } = begun.data as {
      initiatePayment: { paymentId: string; payUrl: string };
    };

    await page.evaluate(
      ([text, id]) => {
        const states: string[] = [];
        Object.assign(window, { states });
        void (async () => {
          for await (const { data } of window.session.subscribe(text, { id })) {
            states.push((data as { paymentUpdated: { state: string } }).paymentUpdated.state);
          }
          states.push('complete');
        })();
      },
      [updated, payment.paymentId] as const,
    );
    const states = () => page.evaluate(() => (window as unknown as { states: string[] }).states);
    await expect.poll(states).toEqual(['STARTED']);
    served.cutStreams();
    await expect.poll(states).toEqual(['STARTED', 'STARTED']);
    await fetch(payment.payUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'paid' }),
    });
    await expect.poll(async () => (await states()).slice(-2)).toEqual(['SUCCESS', 'complete']);
  });

  it('signs out', async () => {
    await page.evaluate(() => window.session.signOut());
    expect(await page.evaluate(() => window.session.citizen())).toBeNull();
    expect(served.relayed.slice(-1)).toEqual(['/civic/issuer/token/revocation']);
    expect(await ask(passes)).toMatchObject({ refusals: [{ kind: 'sign-in-needed' }] });
  });
});
