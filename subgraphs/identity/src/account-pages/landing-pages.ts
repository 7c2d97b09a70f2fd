import type { MyDataPage } from '../my-data/answer.ts';
import { type Language, sayIn } from '../my-data/language.ts';
import { authorizationLink, freshSignInSeconds } from '../my-data/sign-in-links.ts';
import { html } from '../sign-in/html.ts';
import { accountClientId } from './account-client.ts';
import { signOutLink } from './layout.ts';

type Place = { readonly issuer: string; readonly language: Language };

/** Signs somebody in who has not done so within `maxAge` seconds, and returns to the pages. */
export function accountSignInLink({ issuer, language }: Place, maxAge: number): string {
  const wayBack = `${issuer}/account/${language}`;
  return authorizationLink(accountClientId, { redirect_uri: wayBack, max_age: String(maxAge) });
}

export function signInPage(place: Place): MyDataPage {
  const say = sayIn(place.language);
  return page(say('账号安全', 'Account security'), {
    body: html`<p class="lead">${say(
      '工作人员、管理员和开发者在此管理通行密钥和登录。',
      'Officials, admins and developers manage their passkeys and sessions here.',
    )}</p>
<p><a class="button primary" href="${accountSignInLink(place, freshSignInSeconds)}">${say('登录', 'Sign in')}</a></p>`,
  });
}

export function citizenPage({ issuer, language }: Place): MyDataPage {
  const say = sayIn(language);
  return page(
    say('本页面供工作人员、管理员和开发者使用', 'This page is for officials, admins and developers'),
    {
      status: 403,
      body: html`<p>${say('您以市民身份登录。', 'You are signed in as a citizen.')} <a href="/me/${language}/security">${say('我的登录安全', 'How you sign in')}</a></p>
<p><a class="button" href="${signOutLink(issuer, language)}">${say('退出登录', 'Sign out')}</a></p>`,
    },
  );
}

export function notFoundPage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return page(say('页面不存在', 'This page does not exist'), {
    status: 404,
    body: html`<p><a href="/account/${language}">${say('前往账号安全', 'Go to account security')}</a></p>`,
  });
}

export function unavailablePage({ language }: Pick<Place, 'language'>): MyDataPage {
  const say = sayIn(language);
  return page(say('暂时无法使用', 'Not available right now'), {
    status: 503,
    body: html`<p>${say('请稍后重试。没有任何更改。', 'Please try again in a moment. Nothing was changed.')}</p>`,
  });
}

function page(title: string, rest: Pick<MyDataPage, 'body'> & Partial<MyDataPage>): MyDataPage {
  return { kind: 'page', section: null, title, ...rest };
}
