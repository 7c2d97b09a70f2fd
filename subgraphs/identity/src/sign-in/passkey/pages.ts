import { requestOptions } from '../../passkeys/ceremony-options.ts';
import { passkeyForm } from '../../passkeys/pages/passkey-form.ts';
import { passkeyScriptTags } from '../../passkeys/pages/scripts.ts';
import { type PasskeyRefusalCode, passkeyRefusals } from '../../passkeys/passkey-refusal.ts';
import type { AppRow } from '../../store/database.ts';
import { formToken } from '../form-token.ts';
import { type Html, html } from '../html.ts';
import type { Interaction } from '../interaction.ts';
import { cancelForm, refuseForm, unmetForm, whoAsks } from '../login-page.ts';
import { bilingual, renderPage } from '../page.ts';

/** Asks for a passkey. It names no account: the authenticator knows whose keys it holds. */
export function passkeyPage(
  interaction: Interaction,
  app: AppRow,
  refusal: PasskeyRefusalCode | null,
): string {
  const { action, formKey, uid, device, passkeys, isStepUp, testLogin } = interaction;
  const token = formToken(formKey, uid, 'login');
  const challenge = passkeys.challenges.issue({ ceremony: 'sign-in', boundTo: uid });
  const form = {
    action: `${action}/passkey`,
    ceremony: { kind: 'get', options: requestOptions(passkeys.party, challenge) },
    hidden: [['form_token', token]],
    fields: null,
    button: bilingual('使用通行密钥', 'Use a passkey'),
  } as const;
  return renderPage({
    title: isStepUp
      ? { zh: '再次确认身份', en: 'Confirm who you are' }
      : { zh: '使用通行密钥登录', en: 'Sign in with a passkey' },
    isTestLogin: testLogin,
    body: html`
${whoAsks({ app, device })}
${refusal === null ? null : problemOf(refusal)}
${passkeyForm(form, bilingual)}
<p><a href="${action}">${bilingual('其他登录方式', 'Other ways to sign in')}</a></p>
${refusal === 'unmet_authentication_requirements' ? unmetForm(action, token) : null}
${device === null ? cancelForm(action, token) : refuseForm({ action, formToken: token })}
${passkeyScriptTags}`,
  });
}

function problemOf(code: PasskeyRefusalCode): Html {
  const { zh, en } = passkeyRefusals[code];
  return html`<p class="problem" role="alert">${bilingual(zh, en)} <code>${code}</code></p>`;
}
