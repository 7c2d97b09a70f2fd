import { isForCitizens } from '../../issuer/account.ts';
import type { AppRow } from '../../store/database.ts';
import { formToken } from '../form-token.ts';
import { type Html, html } from '../html.ts';
import type { Interaction, Outcome } from '../interaction.ts';
import { cancelForm, refuseForm, whoAsks } from '../login-page.ts';
import { bilingual, renderPage } from '../page.ts';
import { problemPage } from '../provider-pages.ts';
import { offeredProviders } from './offered-providers.ts';
import { providerList } from './provider-list.ts';

/** Page that offers passkeys and the providers, where there is no test login. */
export function showProviders(
  interaction: Interaction,
  app: AppRow,
  { hasPasskeys = false }: { readonly hasPasskeys?: boolean } = {},
): Outcome & { kind: 'page' } {
  const { action, formKey, uid, device, isStepUp } = interaction;
  const providers = offeredProviders(interaction, app);
  if (providers.length === 0 && !hasPasskeys) return noProvider(interaction, app);
  const token = formToken(formKey, uid, 'login');
  const title = isStepUp ? { zh: '再次确认身份', en: 'Confirm who you are' } : { zh: '登录', en: 'Sign in' };
  const body = html`
${whoAsks({ app, device })}
${isStepUp ? stronger : null}
${providerList(action, providers)}
${device === null ? cancelForm(action, token) : refuseForm({ action, formToken: token })}`;
  return { kind: 'page', status: 200, html: renderPage({ title, body }) };
}

const stronger: Html = html`<p>${bilingual('应用需要更高级别的认证。', 'The app asks for a stronger sign-in.')}</p>`;

/** Addressed to the operator: nothing that the person does can help. */
function noProvider({ upstream, needed }: Interaction, app: AppRow): Outcome & { kind: 'page' } {
  const people = isForCitizens(app) ? 'citizen' : 'official or developer';
  const description =
    upstream.providers.length === 0
      ? 'no sign-in method is connected to this issuer; its operator has to set SIGN_IN_PROVIDERS' +
        (isForCitizens(app) ? '' : ', or to run civic bootstrap')
      : `no provider in SIGN_IN_PROVIDERS signs in people here; its operator has to add one with people.${people}` +
        (needed === null ? '' : ` that reaches the level ${needed}`);
  return { kind: 'page', status: 503, html: renderPage(problemPage('temporarily_unavailable', description)) };
}
