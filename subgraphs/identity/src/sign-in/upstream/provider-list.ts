import { type Html, html } from '../html.ts';
import { bilingual } from '../page.ts';
import type { UpstreamProvider } from './upstream.ts';

/**
 * The passkey, and the providers. Links, not forms: `form-action` would have to name every address to which a
 * provider redirects.
 */
export function providerList(action: string, providers: readonly UpstreamProvider[]): Html {
  return html`<ul class="providers"><li><a class="person" href="${action}/passkey"><strong>通行密钥</strong> <span lang="en">Passkey</span></a></li>${providers.map(
    ({ settings: { id, name } }) =>
      html`<li><a class="person" href="${action}/upstream/${id}"><strong>${name.zh}</strong> <span lang="en">${name.en}</span></a></li>`,
  )}</ul>`;
}

/** Section of the test login's page. */
export function providerSection(action: string, providers: readonly UpstreamProvider[]): Html {
  return html`<section aria-labelledby="providers"><h2 id="providers">${bilingual('使用以下方式登录', 'Sign in with')}</h2>
${providerList(action, providers)}</section>`;
}
