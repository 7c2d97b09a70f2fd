import { type Html, html } from './html.ts';

/** Title of every page. */
export const issuerName = { zh: '市民身份', en: 'Citizen identity' } as const;

export const stylesheetPath = '/sign-in.css';

/** A text in Chinese and English, side by side. */
export function bilingual(zh: string, en: string): Html {
  return html`${zh} <span class="en" lang="en">${en}</span>`;
}

export interface Page {
  readonly title: { readonly zh: string; readonly en: string };
  readonly body: Html;
  /** Banner of a demo. */
  readonly isTestLogin?: boolean;
}

export function renderPage({ title, body, isTestLogin = false }: Page): string {
  const banner = html`<aside class="banner">
    ${bilingual('测试登录：演示环境，所有市民均为虚构，请勿输入真实信息。', 'Test login: a demonstration with invented citizens. Enter nothing real.')}
  </aside>`;
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title.zh} · ${title.en}</title>
<link rel="stylesheet" href="${stylesheetPath}">
</head>
<body>
${isTestLogin ? banner : null}
<header class="mast"><span class="seal" aria-hidden="true">民</span>
<p>${bilingual(issuerName.zh, issuerName.en)}</p></header>
<main>
<h1>${title.zh}<span class="en" lang="en">${title.en}</span></h1>
${body}
</main>
</body>
</html>`.text;
}

/**
 * Headers of every page. `redirectUri`: browsers apply form-action to redirects after a form, and the last
 * one returns to the app. `hasScript`: passkeys and proofs need one, and no other page has any.
 */
export function pageHeaders(
  redirectUri?: string,
  { hasScript = false }: { readonly hasScript?: boolean } = {},
): Readonly<Record<string, string>> {
  const formTargets = ["'self'", ...(redirectUri === undefined ? [] : [new URL(redirectUri).origin])];
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      ...(hasScript ? ["script-src 'self'"] : []),
      `form-action ${formTargets.join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
