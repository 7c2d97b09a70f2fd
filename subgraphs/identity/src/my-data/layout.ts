import { type Html, html } from '../sign-in/html.ts';
import type { MyDataPage, Section } from './answer.ts';
import { type Language, type Say, sayIn } from './language.ts';
import { renderShell, type Shell } from './shell.ts';
import { signOutLink } from './sign-in-links.ts';

export interface Frame extends Pick<Shell, 'language' | 'path'> {
  readonly issuer: string;
  /** Name of the signed-in citizen; null for a page without one. */
  readonly name: string | null;
  /** Banner of a demo. */
  readonly isTestLogin: boolean;
  /** Whether the citizen has not looked at some sign-ins yet. */
  readonly hasNewSignIns: boolean;
}

/** Renders a citizen's page in one language. */
export function renderMyData(page: MyDataPage, frame: Frame): string {
  const { language, path, issuer, name } = frame;
  const say = sayIn(language);
  return renderShell(page, {
    ...{ language, path, base: '/me', name: say('我的数据', 'My data') },
    signedIn:
      name === null
        ? null
        : { name: html`<span lang="zh-CN">${name}</span>`, signOut: signOutLink(issuer, language) },
    banner: frame.isTestLogin ? demoBanner(say) : null,
    navigation: name === null ? null : navigation(language, page.section, say),
    notice: frame.hasNewSignIns ? newSignIns(language, say) : null,
  });
}

function newSignIns(language: Language, say: Say): Html {
  return html`<p class="note" role="status">${say('您的账号有新的登录。', 'Somebody has signed in to your account since you last looked.')} <a href="/me/${language}/security">${say('是您本人吗？', 'Was it you?')}</a></p>`;
}

function demoBanner(say: Say): Html {
  return html`<p class="demo">${say(
    '演示环境：所有市民均为虚构。',
    'A demonstration: all citizens are invented.',
  )}</p>`;
}

function navigation(language: Language, current: Section | null, say: Say): Html {
  const sections: readonly (readonly [Section, path: string, name: string])[] = [
    ['log', '', say('查阅记录', 'Who read my data')],
    ['questions', '/questions', say('我的提问', 'My questions')],
    ['consents', '/consents', say('我的授权', 'My consents')],
    ['facts', '/facts', say('个人信息', 'Your details')],
    ['payments', '/payments', say('缴费与票据', 'Payments')],
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
