import { type Html, html } from '../sign-in/html.ts';
import { issuerName } from '../sign-in/page.ts';
import type { MyDataPage, Section } from './answer.ts';
import { type Language, type Say, sayIn } from './language.ts';
import { signOutLink } from './sign-in-links.ts';

/** Where the stylesheet of these pages is. */
export const myDataStylesheet = '/me/my-data.css';

export interface Frame {
  readonly language: Language;
  readonly issuer: string;
  /** Path and query of this page below `/me/<language>`, for the link to the other language. */
  readonly path: string;
  /** Name of the signed-in citizen; null for a page without one. */
  readonly name: string | null;
  /** Banner of a demo. */
  readonly isTestLogin: boolean;
  /** Whether the citizen has not looked at some sign-ins yet. */
  readonly hasNewSignIns: boolean;
}

/** Renders a whole page in one language. */
export function renderMyData({ title, body, section, back }: MyDataPage, frame: Frame): string {
  const say = sayIn(frame.language);
  return html`<!doctype html>
<html lang="${say('zh-CN', 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · ${say('我的数据', 'My data')}</title>
<link rel="stylesheet" href="${myDataStylesheet}">
</head>
<body>
<a class="skip" href="#main">${say('跳到正文', 'Skip to the content')}</a>
<header>
${frame.isTestLogin ? demoBanner(say) : null}
<div class="bar">
<a class="mast" href="/me/${frame.language}"><span class="seal" aria-hidden="true">民</span>
<span><span class="issuer">${say(issuerName.zh, issuerName.en)}</span> <strong>${say('我的数据', 'My data')}</strong></span></a>
<div class="who">${languageLink(frame)}${frame.name === null ? null : signedIn(frame, frame.name, say)}</div>
</div>
${frame.name === null ? null : navigation(frame.language, section, say)}
</header>
<main id="main" tabindex="-1">
${back === undefined ? null : html`<p class="back"><a href="/me/${frame.language}${back.to}">${back.name}</a></p>`}
${frame.hasNewSignIns && section !== 'security' ? newSignIns(frame.language, say) : null}
<h1>${title}</h1>
${body}
</main>
<footer><p>${say(
    '缴费与票据由财政部门保存，本页不显示；请在缴费的应用中查看。',
    'Payments and receipts are kept by the finance agency and are not shown here; see the app with which you paid.',
  )}</p></footer>
</body>
</html>`.text;
}

function newSignIns(language: Language, say: Say): Html {
  return html`<p class="note" role="status">${say('您的账户有新的登录。', 'Somebody has signed in to your account since you last looked.')} <a href="/me/${language}/security">${say('是您本人吗？', 'Was it you?')}</a></p>`;
}

function demoBanner(say: Say): Html {
  return html`<p class="demo">${say(
    '演示环境：所有市民均为虚构。',
    'A demonstration: all citizens are invented.',
  )}</p>`;
}

function languageLink({ language, path }: Frame): Html {
  return language === 'zh'
    ? html`<a href="/me/en${path}" lang="en" hreflang="en">English</a>`
    : html`<a href="/me/zh${path}" lang="zh-CN" hreflang="zh-CN">中文</a>`;
}

function signedIn({ issuer, language }: Frame, name: string, say: Say): Html {
  return html`<span><span class="quiet">${say('已登录', 'Signed in as')}</span> <span lang="zh-CN">${name}</span></span>
<a href="${signOutLink(issuer, language)}">${say('退出登录', 'Sign out')}</a>`;
}

function navigation(language: Language, current: Section | null, say: Say): Html {
  const sections: readonly (readonly [Section, path: string, name: string])[] = [
    ['log', '', say('查阅记录', 'Who read my data')],
    ['questions', '/questions', say('我的提问', 'My questions')],
    ['consents', '/consents', say('我的授权', 'My consents')],
    ['facts', '/facts', say('个人信息', 'What is held')],
    ['security', '/security', say('登录安全', 'Sign-in')],
  ];
  const links = sections.map(([section, path, name]) => {
    const href = `/me/${language}${path}`;
    return section === current
      ? html`<li><a href="${href}" aria-current="page">${name}</a></li>`
      : html`<li><a href="${href}">${name}</a></li>`;
  });
  return html`<nav aria-label="${say('我的数据', 'My data')}"><ul>${links}</ul></nav>`;
}
