import { html } from '../sign-in/html.ts';
import type { MyDataPage } from './answer.ts';
import { type Language, sayIn } from './language.ts';
import { signInLink, signOutLink } from './sign-in-links.ts';

/** Pages for a visitor who is not a signed-in citizen, and pages for errors. */
type Place = { readonly issuer: string; readonly language: Language };

export function signInPage({ issuer, language }: Place, isExpired: boolean): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    section: null,
    title: say('查看谁查阅了您的数据', 'See who read your data'),
    body: html`${
      isExpired
        ? html`<p class="note" role="status">${say(
            '为保护您的数据，登录一小时后需要重新登录。',
            'To protect your data, these pages ask you to sign in again after one hour.',
          )}</p>`
        : null
    }
<p class="lead">${say(
      '应用和部门每次通过本平台查阅您的个人信息，都会被记录。在这里您可以：',
      'Each time an app or an agency reads your personal data through this platform, the access is recorded. Here you can:',
    )}</p>
<ul class="bullets">
<li>${say('查看谁、何时、因何用途、依据什么查阅了您的数据', 'see who read your data, when, for which purpose and on which legal basis')}</li>
<li>${say('就任何一次查阅问“为什么”，并得到答复', 'ask “Why?” about any access, and get an answer')}</li>
<li>${say('查看、缩小和撤回对应用的授权', 'see, narrow and withdraw your consents')}</li>
<li>${say('下载您的数据', 'download your data')}</li>
</ul>
<p><a class="button primary" href="${signInLink(issuer, language)}">${say('登录', 'Sign in')}</a></p>
<p class="quiet">${say(
      '这是您依法享有的查阅权，不需要授权任何应用。',
      'The law gives you this right of access. No app receives anything when you sign in here.',
    )}</p>`,
  };
}

export function notCitizenPage({ issuer, language }: Place): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    status: 403,
    section: null,
    title: say('本页面供市民使用', 'This page is for citizens'),
    body: html`<p>${say(
      '您目前以工作人员、管理员或开发者的身份登录。如需查看本人的数据，请以市民身份登录。',
      'You are signed in as an official, an administrator or a developer. To see your own data, sign in as a citizen.',
    )}</p>
<p><a class="button primary" href="${signOutLink(issuer, language)}">${say('退出并以市民身份登录', 'Sign out, and sign in as a citizen')}</a></p>`,
  };
}

export function notFoundPage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    status: 404,
    section: null,
    title: say('页面不存在', 'This page does not exist'),
    body: html`<p>${say(
      '地址可能有误，或者这条记录不属于您。',
      'The address may be wrong, or the entry is not yours.',
    )} <a href="/me/${language}">${say('返回我的数据', 'Go to my data')}</a></p>`,
  };
}

/** A form without its token: sent from elsewhere, or from before another sign-in. */
export function staleFormPage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    status: 403,
    section: null,
    title: say('请重新提交', 'Please send it again'),
    body: html`<p>${say(
      '这个表单已失效，没有任何更改。请返回上一页，刷新后重新提交。',
      'This form is no longer valid, and nothing was changed. Go back, reload the page, and send it again.',
    )}</p>`,
  };
}

export function unavailablePage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    status: 503,
    section: null,
    title: say('暂时无法使用', 'Not available right now'),
    body: html`<p>${say(
      '请稍后重试。没有任何更改。',
      'Please try again in a moment. Nothing was changed.',
    )} <a href="/me/${language}">${say('我的数据', 'My data')}</a></p>`,
  };
}

/** An address with a parameter that no page has written, such as a forged cursor. */
export function wrongAddressPage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return {
    kind: 'page',
    status: 400,
    section: null,
    title: say('地址有误', 'Wrong address'),
    body: html`<p>${say(
      '请从第一页重新开始。',
      'Please start again from the first page.',
    )} <a href="/me/${language}">${say('我的数据', 'My data')}</a></p>`,
  };
}
