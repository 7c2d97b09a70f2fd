import type { AccountHolder } from '../../accounts/find-account-holder.ts';
import { boundToInvitation } from '../../accounts/invitations/use-invitation.ts';
import type { InvitationRow } from '../../accounts/tables.ts';
import { creationOptions } from '../../passkeys/ceremony-options.ts';
import { passkeyForm } from '../../passkeys/pages/passkey-form.ts';
import { nameField } from '../../passkeys/pages/passkey-name.ts';
import { passkeyScriptTags } from '../../passkeys/pages/scripts.ts';
import type { Passkeys } from '../../passkeys/passkeys.ts';
import type { PasskeyRow } from '../../passkeys/tables.ts';
import { type Html, html } from '../html.ts';
import { bilingual, renderPage } from '../page.ts';

type Problem = { readonly zh: string; readonly en: string } | null;

const title = { zh: '登记通行密钥', en: 'Register your passkey' } as const;

/** Takes the token of the link: by the script from the fragment, or by hand. */
export function tokenPage(problem: Problem): string {
  return renderPage({
    title,
    body: html`${alert(problem)}
<form method="post" action="/invitation"${problem === null ? html` data-invitation` : null}>
<p><label for="token">${bilingual('链接中 # 之后的代码', 'The part of the link after #')}</label>
<input id="token" name="token" type="text" autocomplete="off" spellcheck="false" maxlength="100" required></p>
<p class="row"><button class="primary">${bilingual('继续', 'Continue')}</button></p>
</form>
${passkeyScriptTags}`,
  });
}

export interface RegistrationPage {
  readonly invitation: InvitationRow;
  readonly holder: AccountHolder;
  readonly token: string;
  readonly existing: readonly PasskeyRow[];
  readonly problem: Problem;
}

/** Asks the invited person for the code, and for a passkey. */
export function registrationPage(passkeys: Passkeys, page: RegistrationPage): string {
  const { invitation, holder, token, existing, problem } = page;
  const challenge = passkeys.challenges.issue({
    ceremony: 'registration',
    boundTo: boundToInvitation(invitation),
  });
  const user = { handle: passkeys.handleOf({ kind: holder.kind, accountId: holder.id }), name: holder.id };
  const form = {
    action: '/invitation/passkey',
    ceremony: { kind: 'create', options: creationOptions(passkeys.party, { challenge, user, existing }) },
    hidden: [['token', token]],
    fields: html`${invitation.code_digest === null ? null : codeField}
${nameField(bilingual('密钥名称（便于区分）', 'Name of this passkey, to tell it apart'), '')}`,
    button: bilingual('登记通行密钥', 'Register a passkey'),
  } as const;
  return renderPage({
    title,
    body: html`${alert(problem)}
<dl class="facts"><dt>${bilingual('账号', 'Account')}</dt><dd>${holder.id}</dd>
<dt>${bilingual('姓名', 'Name')}</dt><dd>${holder.name_zh} <span class="en" lang="en">${holder.name_en}</span></dd></dl>
<p>${bilingual(
      '如非您本人，请关闭此页并告知管理员。',
      'If this is not you, close this page and tell your administrator.',
    )}</p>
${invitation.purpose === 'recovery' ? recoveryNote : null}
${passkeyForm(form, bilingual)}
${passkeyScriptTags}`,
  });
}

const codeField = html`<p><label for="code">${bilingual('申请人给您的代码', 'The code from the colleague who requested this')}</label>
<input id="code" name="code" type="text" autocomplete="off" spellcheck="false" maxlength="20" required></p>`;

const recoveryNote = html`<p class="note">${bilingual(
  '登记后，您以前的通行密钥和所有登录均告失效。',
  'Once you register it, your earlier passkeys and all your sessions stop working.',
)}</p>`;

export function registeredPage(): string {
  return renderPage({
    title: { zh: '通行密钥已登记', en: 'The passkey is registered' },
    body: html`<p>${bilingual('今后请用它登录。', 'Sign in with it from now on.')}</p>
<p>${bilingual(
      '请再登记一个通行密钥，以免丢失设备后无法登录：',
      'Add a second passkey, so that a lost device does not lock you out:',
    )} <a href="/account">/account</a></p>`,
  });
}

function alert(problem: Problem): Html | null {
  return problem && html`<p class="problem" role="alert">${bilingual(problem.zh, problem.en)}</p>`;
}
