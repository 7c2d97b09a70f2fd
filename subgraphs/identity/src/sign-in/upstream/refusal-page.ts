import { formToken } from '../form-token.ts';
import { type Html, html } from '../html.ts';
import type { Interaction } from '../interaction.ts';
import { cancelForm, unmetForm } from '../login-page.ts';
import { bilingual, renderPage } from '../page.ts';
import { type RefusalCode, refusals } from './refusal.ts';

/** A sign-in that does not go on, with the ways that are left. */
export function renderRefusal(code: RefusalCode, interaction: Interaction | null): string {
  const { zh, en } = refusals[code];
  return renderPage({
    title: { zh: '未能登录', en: 'You are not signed in' },
    body: html`<p class="problem" role="alert">${bilingual(zh, en)}</p>
${interaction === null ? startAgain : waysLeft(code, interaction)}
<p class="note"><code>${code}</code></p>`,
  });
}

const startAgain = html`<p>${bilingual('请回到应用重新开始。', 'Please go back to the app and start again.')}</p>`;

function waysLeft(code: RefusalCode, { action, formKey, uid }: Interaction): Html {
  const token = formToken(formKey, uid, 'login');
  return html`<p><a href="${action}">${bilingual('选择登录方式', 'Choose how to sign in')}</a></p>
${code === 'unmet_authentication_requirements' ? unmetForm(action, token) : cancelForm(action, token)}`;
}
