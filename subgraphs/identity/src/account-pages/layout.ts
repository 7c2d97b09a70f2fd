import type { MyDataPage } from '../my-data/answer.ts';
import { type Language, sayIn } from '../my-data/language.ts';
import { myDataStylesheet } from '../my-data/layout.ts';
import { type Html, html } from '../sign-in/html.ts';
import { issuerName } from '../sign-in/page.ts';
import { accountClientId } from './account-client.ts';

export interface AccountFrame {
  readonly language: Language;
  readonly issuer: string;
  /** Account that is signed in; null for a page without one. */
  readonly account: string | null;
  /** Path below `/account/<language>`, for the link to the other language. */
  readonly path: string;
}

/** Renders a page for officials, admins and developers in one language. */
export function renderAccount({ title, body, back }: MyDataPage, frame: AccountFrame): string {
  const { language, account, path } = frame;
  const say = sayIn(language);
  return html`<!doctype html>
<html lang="${say('zh-CN', 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${say('账户安全', 'Account security')}</title>
<link rel="stylesheet" href="${myDataStylesheet}">
</head>
<body>
<a class="skip" href="#main">${say('跳到正文', 'Skip to the content')}</a>
<header>
<div class="bar">
<a class="mast" href="/account/${language}"><span class="seal" aria-hidden="true">民</span>
<span><span class="issuer">${say(issuerName.zh, issuerName.en)}</span> <strong>${say('账户安全', 'Account security')}</strong></span></a>
<div class="who">${otherLanguage(language, path)}${account === null ? null : signedIn(frame, account)}</div>
</div>
</header>
<main id="main" tabindex="-1">
${back === undefined ? null : html`<p class="back"><a href="/account/${language}${back.to}">${back.name}</a></p>`}
<h1>${title}</h1>
${body}
</main>
</body>
</html>`.text;
}

function otherLanguage(language: Language, path: string): Html {
  return language === 'zh'
    ? html`<a href="/account/en${path}" lang="en" hreflang="en">English</a>`
    : html`<a href="/account/zh${path}" lang="zh-CN" hreflang="zh-CN">中文</a>`;
}

function signedIn({ issuer, language }: AccountFrame, account: string): Html {
  const say = sayIn(language);
  return html`<span><span class="quiet">${say('已登录', 'Signed in as')}</span> ${account}</span>
<a href="${signOutLink(issuer, language)}">${say('退出登录', 'Sign out')}</a>`;
}

/** Page that asks whether to sign out. */
export function signOutLink(issuer: string, language: Language): string {
  const wayBack = `${issuer}/account/${language}`;
  return `/session/end?${new URLSearchParams({ client_id: accountClientId, post_logout_redirect_uri: wayBack })}`;
}
