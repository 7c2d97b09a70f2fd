import type { LinkedIdentityRow } from '../linked-identities/tables.ts';
import { day } from '../my-data/format.ts';
import { type Html, html } from '../sign-in/html.ts';
import { form } from './form.ts';
import type { SecurityView } from './security-view.ts';

/** Accounts at sign-in providers, each with its switch. */
export function identitySection(identities: readonly LinkedIdentityRow[], view: SecurityView): Html {
  const { say } = view;
  return html`<section aria-labelledby="identities"><h2 id="identities">${say('登录服务中的账号', 'Accounts at sign-in providers')}</h2>
${identities.map((identity) => card(identity, view))}
</section>`;
}

function card(identity: LinkedIdentityRow, view: SecurityView): Html {
  const { say, language, home, providers } = view;
  const isLinked = identity.unlinked_at === null;
  const action = `${home}/identities/${identity.id}/${isLinked ? 'unlink' : 'relink'}`;
  const name = providers.get(identity.provider)?.[language] ?? identity.provider;
  const button = html`<button class="${isLinked ? 'danger' : ''}">${isLinked ? say('解除关联', 'Unlink') : say('恢复关联', 'Link again')}<span class="hidden"> ${name}</span></button>`;
  return html`<article class="read"><h3>${name}</h3>
<p class="meta">${
    identity.unlinked_at === null
      ? html`${say('关联于', 'Linked on ')}${day(identity.linked_at, language)}${say('，上次使用：', ', last used on ')}${day(identity.last_used_at, language)}`
      : html`${say('已解除：', 'Unlinked on ')}${day(identity.unlinked_at, language)}`
  }</p>
${form(view, action, button)}</article>`;
}
