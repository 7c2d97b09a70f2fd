import { readProof, signCheckpoint, verifyProof } from '@civic-graph/audit';
import {
  authorizationUrl,
  Browser,
  connectApp,
  formOf,
  logIn,
  personas,
  type Visit,
} from '@civic-graph/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyAccessLog } from '../access-log/empty-access-log.fixture.ts';
import { journal, record, send, signingKey } from '../access-log/gateway-journal.fixture.ts';
import { mostOpenQuestions } from '../access-questions/ask.ts';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';
import { linkOf, signInAtMe } from './signed-in-citizen.fixture.ts';

const lin = personas.lin.citizenKey;
const other = 'CTZ-0000000007';
let identity: IdentityDeployment;
/** Clock offset of the service in milliseconds. */
let ahead = 0;
/** Receives lin, signed in once for all tests that end no session. */
let browser: Browser;
beforeAll(async () => {
  identity = await startIdentity({ clock: () => new Date(Date.now() + ahead) });
  ({ browser } = await signInAtMe(identity.url, 'lin'));
});
afterAll(() => identity.stop());
beforeEach(async () => {
  ahead = 0;
  await emptyAccessLog(identity.owner);
  await identity.owner.deleteFrom('access_question').execute();
});

const passes = { scopes: ['transport:passes'], fields: { transport: ['Citizen.transitPasses'] } };
const read = (changes: Parameters<typeof record>[1] = {}, citizen = lin) => record(citizen, changes);

/** Ships records to the service, signed. */
async function shipped(...records: ReturnType<typeof record>[]) {
  const { lines, link } = journal(records);
  const checkpoint = signCheckpoint('gateway', link, new Date(), signingKey);
  expect(await send(identity.subgraph, lines, { checkpoint })).toMatchObject({ status: 200 });
  return lines.map((line) => line.split(' ')[1] ?? '');
}

/** Of pages with the proof of an entry. */
const proofScript = '<script src="/me/verify-entry.js" defer></script>';

/** Text of a page without markup. */
function wordsOf({ text }: Visit): string {
  return text
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

describe('signing in', () => {
  it('needs no app and no consent, and is offered in the browser’s language', async () => {
    const stranger = new Browser(identity.url);
    const english = await stranger.open('/me', {
      headers: { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.7' },
    });
    expect(english.url).toBe(`${identity.url}/me/en`);
    expect((await stranger.open('/me', { headers: { 'accept-language': 'fr' } })).url).toBe(
      `${identity.url}/me/zh`,
    );
    const deep = await stranger.open('/me/zh/consents');
    expect(deep.url).toBe(`${identity.url}/me/zh`);
    const { home } = await signInAtMe(identity.url, 'zhao');
    expect(home.status).toBe(200);
    expect(home.url).toMatch(/\/me\/en\?iss=/);
    expect(wordsOf(home)).toContain('Nobody has read your personal data');
    // Nothing was decided about an app.
    expect(
      await identity.owner
        .selectFrom('consent')
        .select('id')
        .where('citizen_key', '=', 'CTZ-0000000001')
        .execute(),
    ).toEqual([]);
  });

  it('is not asked of a citizen who has just signed in at an app', async () => {
    const citizen = new Browser(identity.url);
    const { url } = await authorizationUrl(await connectApp(identity), 'openid identity:basic');
    await logIn(citizen, url, 'lin');
    expect((await citizen.open('/me/en')).text).toContain('Sign out');
  });

  it('yields neither a code nor a token, and no other client may do the same', async () => {
    const { configuration } = await connectApp(identity);
    expect(configuration.serverMetadata().response_types_supported).toContain('code');
    const landing = await new Browser(identity.url).open('/me/en');
    const request = new URL(linkOf(landing, '/auth?'), identity.url);
    request.searchParams.set('response_type', 'code');
    const refused = await browser.open(request.href);
    expect(refused.url).toContain('error=invalid_request');
    const partner = new URL((await authorizationUrl(await connectApp(identity), 'openid')).url);
    partner.searchParams.set('response_type', 'none');
    expect((await browser.open(partner.href)).url).toContain('error=invalid_request');
    request.searchParams.set('redirect_uri', 'https://elsewhere.example/');
    expect((await browser.open(request.href)).status).toBe(400);
  });

  it('returns to the page if the citizen cancels', async () => {
    const citizen = new Browser(identity.url);
    const login = await citizen.open(linkOf(await citizen.open('/me/en'), '/auth?'));
    const back = await citizen.submit(login, '/cancel');
    expect(back.url).toContain('/me/en?error=access_denied');
    expect(linkOf(back, '/auth?')).toContain('response_type=none');
  });

  it('tells an official that the page is for citizens', async () => {
    const official = new Browser(identity.url);
    const { url } = await authorizationUrl(await connectApp(identity, 'civic-console'), 'openid');
    await logIn(official, url, 'operator-transport');
    const page = await official.open('/me/en');
    expect(page.status).toBe(403);
    expect(wordsOf(page)).toContain('You are signed in as an official');
    const asked = await official.open(linkOf(page, '/session/end'));
    const landing = await official.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
    const login = await official.open(linkOf(landing, '/auth?'));
    const refused = await official.submit(login, '/login', [['account', 'operator-transport']]);
    expect(refused.status).toBe(422);
    const home = await official.submit(refused, '/login', [['account', 'lin']]);
    expect(wordsOf(home)).toContain('Who read your data');
  });

  it('ends after an hour, and with the sign-out', async () => {
    const { browser: citizen, home } = await signInAtMe(identity.url, 'lin');
    ahead = 61 * 60_000;
    const expired = await citizen.open('/me/en/facts');
    expect(wordsOf(expired)).toContain('sign in again after one hour');
    ahead = 0;
    const asked = await citizen.open(linkOf(home, '/session/end'));
    const after = await citizen.submit(asked, '/session/end/confirm', [['logout', 'yes']]);
    expect(after.url).toBe(`${identity.url}/me/en`);
    expect(linkOf(after, '/auth?')).toContain('response_type=none');
    expect((await citizen.open('/me/en/facts')).url).toBe(`${identity.url}/me/en`);
  });
});

describe('every page', () => {
  it('is in one language, runs no scripts but that of a proof, cannot be framed, and is in no cache', async () => {
    const [hash] = await shipped(read());
    const paths = ['', '/questions', '/consents', '/consents/demo-lin-wechat-city', '/facts', '/nothing'];
    for (const path of [...paths, `/entries/${hash}`, '/consents/demo-lin-wechat-city/withdraw']) {
      for (const [language, lang] of [
        ['zh', 'zh-CN'],
        ['en', 'en'],
      ] as const) {
        const page = await browser.open(`/me/${language}${path}`);
        expect(page.status).toBe(path === '/nothing' ? 404 : 200);
        expect(page.text).toContain(`<html lang="${lang}">`);
        const hasProof = path.startsWith('/entries/');
        expect(page.text.replace(proofScript, '')).not.toMatch(/<script|\son\w+=|\sstyle=/);
        expect(page.text.includes(proofScript)).toBe(hasProof);
        expect(page.headers.get('content-security-policy')).toBe(
          `default-src 'none'; style-src 'self'; ${hasProof ? "script-src 'self'; " : ''}form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
        );
        expect(page.headers.get('x-frame-options')).toBe('DENY');
        expect(page.headers.get('cache-control')).toBe('no-store');
        const switched = language === 'zh' ? `/me/en${path}` : `/me/zh${path}`;
        expect(linkOf(page, switched)).toBe(switched);
        if (language === 'en') {
          // Only names of people and of the language.
          expect(page.text.replace(/<[^>]* lang="zh-CN"[^>]*>[^<]*|aria-hidden="true">民/g, '')).not.toMatch(
            /\p{Script=Han}/u,
          );
        }
      }
    }
    expect((await browser.open('/me/my-data.css')).headers.get('content-type')).toBe(
      'text/css; charset=utf-8',
    );
  });

  it('shows stored texts inert', async () => {
    const markup = '<script>alert(1)</script>';
    const [hash] = await shipped(read({ ...passes, app: markup, fields: { transport: [markup] } }));
    await identity.owner
      .updateTable('agency')
      .set({ homepage: 'javascript:alert(1)' })
      .where('id', '=', 'transport')
      .execute();
    const entry = await browser.open(`/me/en/entries/${hash}`);
    const asked = await browser.submit(entry, '/why', [['question', `${markup}"'&`]]);
    for (const page of [entry, asked, await browser.open(`/me/en?q=${encodeURIComponent(`">${markup}`)}`)]) {
      expect(page.status).toBe(200);
      expect(page.text).toContain('&lt;script&gt;');
      expect(page.text.replace(proofScript, '')).not.toContain('<script');
      expect(page.text).not.toContain('href="javascript');
    }
  });
});

describe('the log', () => {
  it('says in sentences who read what for which purpose on which basis, by day', async () => {
    await shipped(
      read({ ...passes, time: '2026-11-24T20:00:00.000Z', requestId: 'request-0815' }),
      read({ ...passes, time: '2026-11-24T21:00:00.000Z' }),
      read({ scopes: ['payments:notices', 'identity:profile'], app: 'alipay-city' }),
      read({ ...passes, app: 'alipay-city' }, other),
      read({
        caller: 'operator',
        official: 'clerk-4711',
        officialAgency: 'finance',
        app: null,
        purpose: null,
        consent: null,
      }),
      read({ ...passes, caller: 'app', app: 'weibo-city' }),
    );
    const page = await browser.open('/me/en');
    const words = wordsOf(page);
    expect(words).toContain(
      'WeChat City Services read your transit passes to handle city services for you in the app.',
    );
    expect(words).toContain(
      'Alipay Citizen Centre read your payment notices and your name and contact to handle',
    );
    expect(words).toContain(
      'An official of Finance Bureau read your name and contact and your payment notices on official duty.',
    );
    expect(words).toContain('Weibo City read your transit passes, without you using it, to handle');
    expect(words).toContain('Legal basis: a legal duty of the agency');
    // The two reads of one day in the city are one sentence with two times.
    expect(words.match(/WeChat City Services read/g)).toHaveLength(1);
    expect(page.text).toContain('<time datetime="2026-11-25">Wednesday, 25 November 2026</time>');
    expect(words).toMatch(/05:00.*04:00/);
    // Neither the official nor anything that joins records of people.
    const secrets = ['clerk-4711', 'request-0815', record(lin).subject!, record(other).subject!, lin];
    for (const secret of secrets) expect(page.text).not.toContain(secret);
    const chinese = wordsOf(await browser.open('/me/zh'));
    expect(chinese).toContain('微信城市服务查阅了您的公共交通卡，用于在应用内为您办理城市服务。');
    expect(chinese).toContain('示范市财政局的工作人员因公务查阅了您的');
  });

  it('words what an app did for the citizen as an action', async () => {
    await shipped(
      read({ scopes: ['payments:pay'] }),
      read({ scopes: ['payments:notices', 'payments:pay'], app: 'alipay-city' }),
    );
    const words = wordsOf(await browser.open('/me/en'));
    expect(words).toContain('WeChat City Services started payments for you to handle city services');
    expect(words).toContain('Alipay Citizen Centre read your payment notices, and started payments for you');
    const chinese = wordsOf(await browser.open('/me/zh'));
    expect(chinese).toContain('微信城市服务代您发起缴费，用于');
    expect(chinese).toContain('查阅了您的缴费通知，并代您发起缴费，用于');
  });

  it('names these pages where they read for the citizen', async () => {
    await shipped(read({ app: 'civic-my-data', scopes: ['payments:receipts'], consent: 'own-access' }));
    expect(wordsOf(await browser.open('/me/en'))).toContain(
      'This page, My data, read your payments and receipts to show you.',
    );
    expect(wordsOf(await browser.open('/me/zh'))).toContain(
      '“我的数据”页面查阅了您的缴费记录与票据，供您本人查看。',
    );
  });

  it('is searched by the name of an app or agency, and selected by either', async () => {
    await shipped(
      read(passes),
      read({ app: 'alipay-city', scopes: ['payments:notices'], fields: { payments: ['Citizen.notices'] } }),
    );
    const articles = async (query: string) =>
      (await browser.open(`/me/en${query}`)).text.match(/<article/g)?.length ?? 0;
    expect(await articles('')).toBe(2);
    expect(await articles('?q=alipay')).toBe(1);
    expect(await articles(`?q=${encodeURIComponent('财政局')}`)).toBe(1);
    expect(await articles('?q=bureau')).toBe(2);
    expect(await articles('?q=%25')).toBe(0);
    expect(await articles('?q=nobody')).toBe(0);
    expect(await articles('?q=a%00b')).toBe(2);
    expect(await articles('?app=wechat-city')).toBe(1);
    expect(await articles('?agency=finance')).toBe(1);
    expect(await articles('?agency=unknown')).toBe(0);
  });

  it('is paged by cursor, with the same selection', async () => {
    const minutes = Array.from({ length: 60 }, (_, index) => index);
    await shipped(
      ...minutes.map((minute) =>
        read({ ...passes, time: new Date(Date.UTC(2026, 10, 20, 2, minute)).toISOString() }),
      ),
    );
    const first = await browser.open('/me/en?app=wechat-city');
    expect(first.text.match(/\/entries\/[\w-]{43}"><span/g)).toHaveLength(50);
    const older = await browser.open(linkOf(first, 'after='));
    expect(older.url).toContain('app=wechat-city');
    expect(older.text.match(/\/entries\/[\w-]{43}"><span/g)).toHaveLength(10);
    expect(older.text).not.toContain('rel="next"');
    const forged = await browser.open('/me/en?after=forged');
    expect(forged.status).toBe(400);
    expect(forged.text).toContain('<html lang="en">');
  });

  it('refuses a forged cursor', async () => {
    const cursor = JSON.stringify(['-271821-04-20T00:00:00.000Z', 'x']);
    const { status } = await browser.open(`/me/en?after=${Buffer.from(cursor).toString('base64url')}`);
    expect(status).toBe(400);
  });

  it('gives the proof of an entry to its own citizen, also without scripts', async () => {
    const [own, foreign] = await shipped(read(), read({}, other));
    const page = await browser.open(`/me/en/entries/${own}`);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.text).toContain(proofScript);
    const file = await browser.open(linkOf(page, '/proof'));
    const proof = readProof(JSON.parse(file.text));
    expect(verifyProof(proof)).toEqual({ kind: 'holds', hash: own });
    expect(file.text).not.toContain(record(other).subject);
    expect((await browser.open(`/me/en/entries/${foreign}/proof`)).status).toBe(404);
    const { text } = await browser.open('/me/verify-entry.js');
    expect(text).not.toMatch(/fetch\(|XMLHttpRequest|import\(/);
  });

  it('shows an entry with the values to verify it, and only to its own citizen', async () => {
    const [own, foreign] = await shipped(read({ consent: 'demo-lin-wechat-city' }), read({}, other));
    const page = await browser.open(`/me/en/entries/${own}`);
    const words = wordsOf(page);
    expect(words).toContain(`1 ${own}`);
    expect(words).toContain('npx civic audit verify');
    expect(words).toContain('the page itself proves nothing');
    expect(words).toMatch(/Signed by the gateway[^.]*\(up to entry 2\)/);
    expect(words).toContain('Profile.name');
    expect(linkOf(page, '/consents/')).toContain('/consents/demo-lin-wechat-city');
    expect(page.text).not.toMatch(/\bC[0-4]\b/);
    for (const id of [foreign, 'a%00b', 'x']) {
      const missing = await browser.open(`/me/en/entries/${id}`);
      expect(missing.status).toBe(404);
      expect(missing.text).toContain('<html lang="en">');
    }
  });
});

describe('“Why?”', () => {
  it('asks the agency, and shows the state and the answer in the log', async () => {
    const [hash] = await shipped(read());
    const entry = await browser.open(`/me/en/entries/${hash}`);
    const empty = await browser.submit(entry, '/why', [
      ['agency', 'finance'],
      ['question', ' '],
    ]);
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('role="alert"');
    const foreign = await browser.submit(entry, '/why', [
      ['agency', 'transport'],
      ['question', 'Why?'],
    ]);
    expect(foreign.status).toBe(422);
    expect(foreign.text).toContain('>Why?</textarea>');
    const asked = await browser.submit(entry, '/why', [
      ['agency', 'finance'],
      ['question', 'Why?'],
    ]);
    expect(wordsOf(asked)).toContain('Waiting for the answer, due by');
    expect(wordsOf(await browser.open('/me/en'))).toContain('You asked; answer due by');
    await identity.owner.updateTable('access_question').set({ due_on: '2026-01-01' }).execute();
    expect(wordsOf(await browser.open('/me/en/questions'))).toContain(
      'The answer has been overdue since 1 January 2026.',
    );
    await identity.subgraph.executeAs(personas['operator-payments'], {
      query: `mutation ($id: ID!) { answerAccessQuestion(input: { question: $id, answer: "To show what you owe." }) { __typename } }`,
      variables: {
        id: (await identity.owner.selectFrom('access_question').select('id').executeTakeFirstOrThrow()).id,
      },
    });
    expect(wordsOf(await browser.open('/me/en'))).toContain('Your question was answered on');
    const answered = await browser.open(`/me/zh/entries/${hash}`);
    expect(answered.text).toContain('To show what you owe.');
    // The other agency can still be asked.
    expect(formOf(answered.text, '/why').hidden).toContainEqual(['agency', 'civil-affairs']);
  });

  it('is limited', async () => {
    const hashes = await shipped(
      ...Array.from({ length: mostOpenQuestions + 1 }, (_, index) =>
        read({ ...passes, requestId: String(index) }),
      ),
    );
    const ask = async (hash: string) =>
      browser.submit(await browser.open(`/me/en/entries/${hash}`), '/why', [['question', 'Why?']]);
    for (const hash of hashes.slice(0, mostOpenQuestions)) expect((await ask(hash)).status).toBe(200);
    const refused = await ask(hashes.at(-1)!);
    expect(refused.status).toBe(422);
    expect(wordsOf(refused)).toContain('You can ask again once one of them is answered.');
  });
});

describe('forms', () => {
  it('are refused without their token, with another form’s or session’s, and change nothing', async () => {
    const [hash] = await shipped(read());
    const other = (await signInAtMe(identity.url, 'lin')).browser;
    const path = '/me/en/consents/demo-lin-wechat-city/withdraw';
    const confirm = await browser.open(path);
    const own = formOf(confirm.text, '/withdraw').hidden;
    const question = formOf((await browser.open(`/me/en/entries/${hash}`)).text, '/why').hidden;
    for (const hidden of [[], question, [['form_token', '']] as [string, string][]]) {
      expect((await browser.post(path, hidden)).status).toBe(403);
    }
    expect((await other.post(path, own)).status).toBe(403);
    expect((await new Browser(identity.url).post(path, own)).url).toBe(`${identity.url}/me/en`);
    expect((await browser.post('/me/en', own)).status).toBe(404);
    expect(wordsOf(await browser.open('/me/en/consents'))).not.toContain('Withdrawn');
    expect((await browser.post(path, [...own, ['x', 'x'.repeat(40_000)]])).status).toBe(413);
  });
});

describe('consents', () => {
  it('are listed, narrowed and withdrawn with their history, at once', async () => {
    const citizen = (await signInAtMe(identity.url, 'lin')).browser;
    const list = await citizen.open('/me/en/consents');
    expect(wordsOf(list)).toContain('Alipay Citizen Centre');
    const consent = await citizen.open(linkOf(list, '/consents/demo-lin-alipay-city'));
    expect(consent.text.match(/ checked/g)).toHaveLength(5);
    expect(consent.text).not.toMatch(/>C[0-4]\b/);
    const nothing = await citizen.submit(consent, '/demo-lin-alipay-city', []);
    expect(nothing.url).toContain('/withdraw');
    const narrowed = await citizen.submit(consent, '/demo-lin-alipay-city', [['keep', 'identity:basic']]);
    expect(narrowed.url).toContain('done=narrowed');
    expect(narrowed.text.match(/ checked/g)).toHaveLength(1);
    expect(wordsOf(narrowed)).toMatch(/Narrowed to: Who you are to this app.*Given: /);
    // An older revision leads to the consent in force.
    expect((await citizen.open('/me/en/consents/demo-lin-alipay-city')).text.match(/ checked/g)).toHaveLength(
      1,
    );

    const confirm = await citizen.open(linkOf(narrowed, '/withdraw'));
    expect(wordsOf(confirm)).toContain('From then on the app can no longer read: Who you are to this app');
    const withdrawn = await citizen.submit(confirm, '/withdraw');
    expect(wordsOf(withdrawn)).toContain('The consent is withdrawn.');
    expect(wordsOf(withdrawn)).toContain('Withdrawn on');
    const { rows } = await revocationsOf('demo-lin-alipay-city');
    expect(rows).toBeGreaterThan(0);
    expect((await citizen.open('/me/en/consents/someone-elses')).status).toBe(404);
  });

  async function revocationsOf(id: string) {
    const found = await identity.owner.selectFrom('revocation').selectAll().where('id', '=', id).execute();
    return { rows: found.length };
  }
});

describe('own data', () => {
  it('has sensitive facts only after a sign-in at the high level', async () => {
    const { browser: low } = await signInAtMe(identity.url, 'lin', { assurance: 'substantial' });
    const page = await low.open('/me/en/facts');
    expect(page.text).toContain('林晓梅');
    expect(page.text).not.toContain('<dt>Date of birth</dt>');
    const held = JSON.parse((await low.open('/me/en/download')).text);
    expect(held.facts.map(({ fact }: { fact: string }) => fact)).toEqual(['name', 'phone', 'email']);
    expect(held.factsWithheldBelowHighAssurance).toEqual(['birth_date', 'address', 'region']);
    const stepUp = await low.open(linkOf(page, 'acr_values'));
    const raised = await low.submit(stepUp, '/login', [['account', 'lin']]);
    expect(raised.text).toContain('<dt>Date of birth</dt>');
  });

  it('is downloaded as one JSON document, without what is about others', async () => {
    const hashes = await shipped(
      ...Array.from({ length: 130 }, (_, index) => read({ ...passes, requestId: String(index) })),
      read({ caller: 'operator', official: 'clerk-4711', officialAgency: 'finance', app: null }),
      read({}, other),
    );
    await browser.submit(await browser.open(`/me/en/entries/${hashes[0]}`), '/why', [['question', 'Why?']]);
    const file = await browser.open('/me/zh/download');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="my-data-[\d-]+\.json"$/);
    const held = JSON.parse(file.text);
    expect(held.accessLogComplete).toBe(true);
    expect(held.questionsComplete).toBe(true);
    expect(held.accessLog.map(({ hash }: { hash: string }) => hash).sort()).toEqual(
      hashes.slice(0, 131).sort(),
    );
    expect(held.questions).toMatchObject([{ question: 'Why?', record: hashes[0], answer: null }]);
    expect(held.consents.length).toBeGreaterThanOrEqual(3);
    expect(held.facts).toContainEqual(
      expect.objectContaining({ fact: 'name', value: '林晓梅', dataClass: 'C2' }),
    );
    for (const secret of ['clerk-4711', record(lin).subject!, lin, other])
      expect(file.text).not.toContain(secret);
  });

  it('is downloaded neither by a link on another site nor for HEAD', async () => {
    // The city's apps are often hosts of the issuer's domain.
    for (const site of ['cross-site', 'same-site']) {
      const visit = await browser.open('/me/zh/download', { headers: { 'sec-fetch-site': site } });
      expect(visit.url, site).toBe(`${identity.url}/me/zh/facts`);
    }
    const { status } = await fetch(`${identity.url}/me/en/download`, { method: 'HEAD', redirect: 'manual' });
    expect(status).toBe(404);
  });
});
