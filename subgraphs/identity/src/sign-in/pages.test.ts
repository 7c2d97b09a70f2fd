import { authorizationUrl, Browser, connectApp, formOf, logIn } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../identity-deployment.fixture.ts';

let identity: IdentityDeployment;
beforeAll(async () => {
  identity = await startIdentity();
});
afterAll(() => identity.stop());

async function loginPage() {
  const { url } = await authorizationUrl(await connectApp(identity), 'openid identity:basic');
  const browser = new Browser(identity.url);
  return { browser, url, page: await browser.open(url.href) };
}

describe('pages', () => {
  it('mark the login as a test, run no scripts and cannot be framed', async () => {
    const { page } = await loginPage();
    expect(page.text).toContain('测试登录');
    expect(page.text).not.toMatch(/<script|\son\w+=|style=/);
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    // Browsers check the redirect back to the app against form-action.
    expect(policy).toContain("form-action 'self' http://127.0.0.1:8701;");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const stylesheet = await fetch(`${identity.url}/sign-in.css`);
    expect(stylesheet.headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('explain to visitors from a refusal how consent is given', async () => {
    const page = await new Browser(identity.url).open('/');
    expect(page.status).toBe(200);
    expect(page.text).toContain(`${identity.url}/auth`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('find citizens by name and escape the search text', async () => {
    const { browser, page } = await loginPage();
    const found = await browser.open(`${page.url}?q=${encodeURIComponent('林晓梅')}`);
    expect([...found.text.matchAll(/name="account" value="([^"]*)"/g)].map((m) => m[1])).toEqual(['lin']);
    const hostile = await browser.open(`${page.url}?q=${encodeURIComponent('"><b>%_')}`);
    expect(hostile.text).toContain('value="&quot;&gt;&lt;b&gt;%_"');
    expect(hostile.text).not.toContain('name="account"');
  });

  it('ignore a repeated search parameter', async () => {
    const { browser, page } = await loginPage();
    const answer = await browser.open(`${page.url}?q=a&q=b`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('type="search" maxlength="20" value=""');
  });

  it('report a sign-out without a session, without the provider’s script', async () => {
    const browser = new Browser(identity.url);
    const page = await browser.open(`${identity.url}/session/end`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('尚未登录');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const after = await browser.submit(page, '/session/end/confirm', [['logout', 'yes']]);
    expect(after.text).toContain('已退出');
    // A way on from the last page.
    expect(after.text).toContain('<a href="/me">');
  });

  it.each(['nowhere', 'javascript:alert(1)', 'https://evil.example/'])(
    'refuse to return to %s after a sign-out',
    async (to) => {
      const query = new URLSearchParams({ client_id: 'wechat-city', post_logout_redirect_uri: to });
      const page = await fetch(`${identity.url}/session/end?${query}`, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(400);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self';");
    },
  );

  it('ask the signed-in person whether to sign out', async () => {
    const { browser, page } = await loginPage();
    await browser.submit(page, '/login', [['account', 'lin']]);
    const asked = await browser.open(`${identity.url}/session/end`);
    expect(asked.text).toContain('要退出登录吗？');
    expect(asked.text).not.toContain('<script');
  });

  it('have a label for each control', async () => {
    const { browser, page, url } = await loginPage();
    const consent = await logIn(browser, url, 'zhao');
    for (const { text } of [page, consent]) {
      const controls = [...text.matchAll(/<(?:input|select)(?![^>]*type="hidden")[^>]*>/g)].map(
        ([tag]) => tag,
      );
      expect(controls.length).toBeGreaterThan(0);
      for (const tag of controls) {
        const id = /\sid="([^"]*)"/.exec(tag)?.[1];
        expect(text).toContain(`<label for="${id}">`);
      }
      expect(text).toContain('<html lang="zh-CN">');
    }
  });

  it('refuse a request without a browser session, with a page', async () => {
    const answer = await fetch(`${identity.url}/interaction/unknown`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('请回到应用重新开始');
  });

  it('show the problem of an authorization request that cannot return', async () => {
    const answer = await fetch(`${identity.url}/auth?client_id=%3Cscript%3E&response_type=code`);
    expect(answer.status).toBe(400);
    const text = await answer.text();
    expect(text).toContain('<code>invalid_client</code>');
    expect(text).not.toContain('<script');
  });
});

describe('forms', () => {
  it('are refused without their token, and with one of another sign-in or step', async () => {
    const { browser, page } = await loginPage();
    const other = await loginPage();
    const { action } = formOf(page.text, '/login');
    const foreign = formOf(other.page.text, '/login').hidden;
    for (const hidden of [[], foreign, [['form_token', '']] as [string, string][]]) {
      const refused = await browser.post(action, [...hidden, ['account', 'lin']]);
      expect(refused.status).toBe(400);
    }
    const skipped = await browser.post(
      action.replace('/login', '/consent'),
      formOf(page.text, '/login').hidden,
    );
    expect(skipped.status).toBe(400);
  });

  it('belong to the browser that began the interaction', async () => {
    const { page } = await loginPage();
    const { action, hidden } = formOf(page.text, '/login');
    const stranger = await new Browser(identity.url).post(action, [...hidden, ['account', 'lin']]);
    expect(stranger.status).toBe(400);
  });

  it('are small', async () => {
    const { browser, page } = await loginPage();
    const { action } = formOf(page.text, '/login');
    const refused = await browser.post(action, [['account', 'x'.repeat(17 * 1024)]]);
    expect(refused.status).toBe(413);
  });
});
