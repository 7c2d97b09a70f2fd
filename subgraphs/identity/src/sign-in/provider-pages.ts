import type { KoaContextWithOIDC } from 'oidc-provider';
import type { ProviderPages } from '../issuer/provider-pages.ts';
import { devicePages } from './device-pages.ts';
import { type Html, html, trusted } from './html.ts';
import { bilingual, type Page, pageHeaders, renderPage } from './page.ts';
import { webAddress } from './web-address.ts';

export const providerPages: ProviderPages = {
  ...devicePages,

  signOut(ctx, form) {
    const page = {
      title: { zh: '退出登录', en: 'Sign out' },
      body: html`<p>${bilingual('要退出登录吗？', 'Do you want to sign out?')}</p>${trusted(form)}
<p class="row"><button class="primary" form="op.logoutForm" name="logout" value="yes">${bilingual('退出', 'Sign out')}</button>
<button class="quiet" form="op.logoutForm">${bilingual('保持登录', 'Stay signed in')}</button></p>`,
    };
    show(ctx, page, wayBackOf(ctx));
  },

  notSignedIn(ctx, form) {
    const page = {
      title: { zh: '尚未登录', en: 'Not signed in' },
      body: html`<p>${bilingual('您没有登录，无需退出。', 'You are not signed in, so there is nothing to sign out of.')}</p>${trusted(form)}
<p class="row"><button class="primary" form="op.logoutForm" name="logout" value="yes">${bilingual('继续', 'Continue')}</button></p>`,
    };
    show(ctx, page, wayBackOf(ctx));
  },

  signedOut(ctx) {
    show(ctx, {
      title: { zh: '已退出', en: 'Signed out' },
      body: html`<p>${bilingual('您已退出登录，可以关闭此页。', 'You are signed out and can close this page.')}</p>
<p>${backTo(ctx)}<a href="/me">${bilingual('我的数据', 'My data')}</a>
· <a href="/account">${bilingual('账号安全', 'Account security')}</a></p>`,
    });
  },

  failed(ctx, { error, error_description }) {
    show(ctx, problemPage(error, error_description ?? ''));
  },
};

/** The app at which the person was signed in, if the request named it. */
function backTo({ oidc }: KoaContextWithOIDC): Html | null {
  const url = oidc.client?.clientUri === undefined ? null : webAddress(oidc.client.clientUri);
  if (url === null) return null;
  return html`<a href="${url.href}">${bilingual('返回应用', 'Back to the app')}</a> · `;
}

/** A failed request; `code` is the OAuth error code for the app's developer. */
export function problemPage(code: string, description: string): Page {
  return {
    title: { zh: '无法继续', en: 'Unable to continue' },
    body: html`<p>${bilingual('请回到应用重新开始。', 'Please go back to the app and start again.')}</p>
<p class="problem"><code>${code}</code> ${description}</p>`,
  };
}

function show(ctx: KoaContextWithOIDC, page: Page, wayBack?: unknown): void {
  ctx.set(pageHeaders(typeof wayBack === 'string' ? wayBack : undefined));
  ctx.body = renderPage(page);
}

/** Where the form of the sign-out leads in the end; the provider has compared it with the app's. */
function wayBackOf({ oidc }: KoaContextWithOIDC): unknown {
  return oidc.params?.post_logout_redirect_uri;
}
