import type { MyDataPage } from '../my-data/answer.ts';
import { day } from '../my-data/format.ts';
import { creationOptions } from '../passkeys/ceremony-options.ts';
import { passkeyForm } from '../passkeys/pages/passkey-form.ts';
import { nameField } from '../passkeys/pages/passkey-name.ts';
import type { PasskeyRow } from '../passkeys/tables.ts';
import { type Html, html } from '../sign-in/html.ts';
import { form } from './form.ts';
import { isFresh, type SecurityView } from './security-view.ts';

/** What the challenge of a new key is bound to. */
export function boundToSession({ session }: Pick<SecurityView, 'session'>): string {
  return `session ${session}`;
}

export function passkeySection(keys: readonly PasskeyRow[], view: SecurityView): Html {
  const { say, home } = view;
  return html`<section aria-labelledby="passkeys"><h2 id="passkeys">${say('通行密钥', 'Passkeys')}</h2>
<p>${say(
    '用设备的指纹、面容或锁屏密码登录，无需短信验证码，钓鱼网站也无法骗取。建议至少登记两个。',
    'Sign in with the fingerprint, face or PIN of your device: no code by SMS, and nothing that a fake page could steal. Two are safer than one.',
  )}</p>
${
  keys.length === 0
    ? html`<p class="empty">${say('还没有通行密钥。', 'You have no passkey yet.')}</p>`
    : keys.map(
        (key) => html`<article class="read"><h3>${key.name}</h3>
<p class="meta">${described(key, view)}</p>
<p class="ask"><a href="${home}/passkeys/${key.id}">${say('更名或移除', 'Rename or remove')}<span class="hidden"> ${key.name}</span></a></p></article>`,
      )
}
${isFresh(view) ? addForm(keys, view) : signInFirst(view)}
</section>`;
}

function described(
  { registered_at, last_used_at, synced }: PasskeyRow,
  { say, language }: SecurityView,
): Html {
  const used =
    last_used_at === null
      ? say('尚未使用', 'not used yet')
      : html`${say('上次使用：', 'last used on ')}${day(last_used_at, language)}`;
  return html`${say('添加于', 'Added on ')}${day(registered_at, language)}${say('，', ', ')}${used}${
    synced ? say('，在您的设备间同步', ', synced between your devices') : null
  }`;
}

function addForm(existing: readonly PasskeyRow[], view: SecurityView): Html {
  const { say, home, passkeys, person, keyName, formToken } = view;
  const challenge = passkeys.challenges.issue({ ceremony: 'registration', boundTo: boundToSession(view) });
  const user = { handle: passkeys.handleOf(person), name: keyName };
  const action = `${home}/passkeys`;
  return passkeyForm(
    {
      action,
      ceremony: { kind: 'create', options: creationOptions(passkeys.party, { challenge, user, existing }) },
      hidden: [['form_token', formToken(action)]],
      fields: nameField(say('新密钥的名称', 'Name of the new passkey'), ''),
      button: say('添加通行密钥', 'Add a passkey'),
    },
    say,
  );
}

function signInFirst({ say, confirmLink }: SecurityView): Html {
  return html`<p><a class="button" href="${confirmLink}">${say('重新登录以添加或移除通行密钥', 'Sign in again to add or remove a passkey')}</a></p>`;
}

/** One key, with the forms that rename and remove it. */
export function passkeyPage(key: PasskeyRow, view: SecurityView): MyDataPage {
  const { say, home, base } = view;
  const rename = `${home}/passkeys/${key.id}`;
  return {
    kind: 'page',
    section: 'security',
    title: key.name,
    back: { to: base, name: say('返回登录安全', 'Back to how you sign in') },
    body: html`<p>${described(key, view)}</p>
${form(
  view,
  rename,
  html`${nameField(say('名称', 'Name'), key.name)}
<div class="buttons"><button class="primary">${say('保存名称', 'Save the name')}</button></div>`,
)}
${form(
  view,
  `${rename}/remove`,
  html`<p>${say(
    '移除后不能再用它登录，通过它建立的登录立即失效，且同一密钥不能再次登记。',
    'Once you remove it, nobody can sign in with it, its sessions end at once, and the same key cannot be registered again.',
  )}</p>
<div class="buttons"><button class="danger">${say('移除此通行密钥', 'Remove this passkey')}</button></div>`,
)}`,
  };
}
