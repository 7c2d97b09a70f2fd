import { type Html, html } from '../sign-in/html.ts';
import { issuerName } from '../sign-in/page.ts';
import type { MyDataPage } from './answer.ts';
import { type Language, sayIn } from './language.ts';

/** Where the stylesheet of these pages is. */
export const myDataStylesheet = '/me/my-data.css';

/** What surrounds the content of a page for one person. */
export interface Shell {
  readonly language: Language;
  /** Name of the pages. */
  readonly name: string;
  /** Path of the pages, such as `/me`. */
  readonly base: string;
  /** Path and query below `<base>/<language>`, for the link to the other language. */
  readonly path: string;
  /** Null for a page without a person. */
  readonly signedIn: { readonly name: Html | string; readonly signOut: string } | null;
  readonly banner?: Html | null;
  readonly navigation?: Html | null;
  /** Above the title. */
  readonly notice?: Html | null;
}

/** Renders a whole page in one language. */
export function renderShell({ title, body, back }: MyDataPage, shell: Shell): string {
  const { language, name, base, path, signedIn, banner, navigation, notice } = shell;
  const say = sayIn(language);
  const home = `${base}/${language}`;
  return html`<!doctype html>
<html lang="${say('zh-CN', 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${name}</title>
<link rel="stylesheet" href="${myDataStylesheet}">
</head>
<body>
<a class="skip" href="#main">${say('跳到正文', 'Skip to content')}</a>
<header>
${banner ?? null}
<div class="bar">
<a class="mast" href="${home}"><span class="seal" aria-hidden="true">民</span>
<span><span class="issuer">${say(issuerName.zh, issuerName.en)}</span> <strong>${name}</strong></span></a>
<div class="who">${otherLanguage(language, base, path)}${
    signedIn &&
    html`<span><span class="quiet">${say('已登录', 'Signed in as')}</span> ${signedIn.name}</span>
<a href="${signedIn.signOut}">${say('退出登录', 'Sign out')}</a>`
  }</div>
</div>
${navigation ?? null}
</header>
<main id="main" tabindex="-1">
${back === undefined ? null : html`<p class="back"><a href="${home}${back.to}">${back.name}</a></p>`}
${notice ?? null}
<h1>${title}</h1>
${body}
</main>
</body>
</html>`.text;
}

function otherLanguage(language: Language, base: string, path: string): Html {
  return language === 'zh'
    ? html`<a href="${base}/en${path}" lang="en" hreflang="en">English</a>`
    : html`<a href="${base}/zh${path}" lang="zh-CN" hreflang="zh-CN">中文</a>`;
}
