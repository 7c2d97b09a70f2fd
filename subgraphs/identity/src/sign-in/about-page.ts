import { html } from './html.ts';
import { bilingual, type Page } from './page.ts';

/** Explains this server to visitors; the gateway's refusals link to it. */
export function aboutPage(issuer: string): Page {
  return {
    title: { zh: '授权在应用中进行', en: 'You give consent in an app' },
    body: html`<p>${bilingual(
      '请在应用中登录：登录时会列出它申请的数据，您可以逐项同意或拒绝。要更改以前的决定，请在应用中重新授权。',
      'Sign in to the app: you then see the data that it requests, and accept or decline each item. To change an earlier decision, let the app ask you again.',
    )}</p>
<p class="en" lang="en">For developers: send the citizen to <code>${issuer}/auth</code> with <code>response_type=code</code>,
PKCE (<code>S256</code>) and the scopes that you need; <code>prompt=consent</code> asks again. All endpoints:
<a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a>.</p>`,
  };
}
