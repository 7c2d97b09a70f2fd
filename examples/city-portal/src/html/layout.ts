import { formToken } from '../http/form-token.ts';
import { locales, otherLanguage } from '../texts/language.ts';
import type { PageAnswer, Section } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';

/** Draws the frame around a page. @param assetPath path of a file in `assets` */
export function renderPage(
  { title, body, section }: PageAnswer,
  visit: Visit,
  assetPath: (name: string) => string,
): string {
  const { texts, language } = visit;
  const { site } = texts;
  return html`<!doctype html>
<html lang="${locales[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0d5147" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#0c1f1c" media="(prefers-color-scheme: dark)">
<title>${title} · ${site.name}</title>
<link rel="icon" href="${assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath('portal.css')}">
<script type="module" src="${assetPath('portal.js')}"></script>
</head>
<body>
<a class="skip" href="#main">${site.skip}</a>
<header class="top">
<div class="wide">
<a class="brand" href="${pathTo(visit, '')}"><img src="${assetPath('icon.svg')}" alt="" width="36" height="36">${site.name}</a>
<div class="tools">${languageLink(visit)}${visit.isSignedIn ? signOutForm(visit) : signInLink(visit)}</div>
</div>
</header>
<nav class="tabs" aria-label="${site.menu}"><ul class="wide">${tabs(visit, section)}</ul></nav>
<main id="main" tabindex="-1" class="wide">
${body}
</main>
<footer class="foot"><div class="wide">
<p>${site.demo}</p>
<p>${site.about} <a href="${new URL(`/me/${language}`, visit.desk.config.issuer).href}">${site.whoReadMyData}</a></p>
</div></footer>
</body>
</html>`.text;
}

/** Only a page that was fetched by its address exists in the other language. */
function languageLink({ request, url, language }: Visit): Html {
  const other = otherLanguage[language];
  const isPage = request.method !== 'POST' && url.pathname.startsWith(`/${language}`);
  const path = isPage ? url.pathname.slice(language.length + 1) : '';
  return html`<a href="/${other}${path}" lang="${locales[other]}" hreflang="${locales[other]}">${other === 'zh' ? '中文' : 'English'}</a>`;
}

function signInLink(visit: Visit): Html {
  const from = new URLSearchParams({ from: visit.url.pathname });
  return html`<a class="sign" href="${pathTo(visit, `/sign-in?${from}`)}">${visit.texts.site.signIn}</a>`;
}

function signOutForm(visit: Visit): Html {
  return html`<form method="post" action="${pathTo(visit, '/sign-out')}">${tokenField(visit)}
<button class="sign">${visit.texts.site.signOut}</button></form>`;
}

/** Hidden field that every form of a session needs. */
export function tokenField({ sessionId }: Visit): Html | null {
  if (sessionId === null) return null;
  return html`<input type="hidden" name="form_token" value="${formToken(sessionId)}">`;
}

const sections: readonly (readonly [Section, path: string])[] = [
  ['home', ''],
  ['notices', '/notices'],
  ['departures', '/departures'],
  ['district', '/district'],
];

function tabs(visit: Visit, current: Section | undefined): readonly Html[] {
  return sections.map(([section, path]) => {
    const label = html`${icon(section)}<span>${visit.texts.site[section]}</span>`;
    const href = pathTo(visit, path);
    return section === current
      ? html`<li><a href="${href}" aria-current="page">${label}</a></li>`
      : html`<li><a href="${href}">${label}</a></li>`;
  });
}
