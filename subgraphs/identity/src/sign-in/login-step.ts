import { acrOf } from '@civic-graph/tokens';
import { errors } from 'oidc-provider';
import { recordEvent } from '../accounts/account-events.ts';
import { enrolledAssurance, findAccount, isForCitizens, mayUse, personKindOf } from '../issuer/account.ts';
import { isAtLeast } from '../issuer/assurance.ts';
import { kindsAt } from '../linked-identities/person.ts';
import { anyPasskey } from '../passkeys/any-passkey.ts';
import { citizenByLoginName, citizenListing, searchCitizens } from '../store/citizens.ts';
import { findApp, listDevelopers, listOfficials } from '../store/directory.ts';
import { formToken } from './form-token.ts';
import type { Interaction, Outcome } from './interaction.ts';
import { type LoginPage, renderLoginPage } from './login-page.ts';
import { offeredProviders } from './upstream/offered-providers.ts';
import { showProviders } from './upstream/provider-choice.ts';
import { providerSection } from './upstream/provider-list.ts';

const listLength = 12;

/** The test login beside the upstream providers; without it, the providers only. */
export async function showLogin(
  interaction: Interaction,
  search: string,
  problem?: LoginPage['problem'],
): Promise<Outcome & { kind: 'page' }> {
  const { database } = interaction.issuer.dependencies;
  const app = await findApp(database, interaction.clientId);
  if (app === undefined) throw new errors.InvalidClient('unknown client');
  if (!interaction.testLogin) {
    return showProviders(interaction, app, {
      hasPasskeys: await anyPasskey(interaction.passkeys, kindsAt(app)),
    });
  }
  const who = interaction.isStepUp ? await citizenListing(database, interaction.accountId ?? '') : undefined;
  const people =
    who !== undefined
      ? [who]
      : isForCitizens(app)
        ? await searchCitizens(database, search.trim(), listLength)
        : [...(await listOfficials(database)), ...(await listDevelopers(database))];
  const page: LoginPage = {
    app,
    people,
    search,
    providers: providerSection(interaction.action, offeredProviders(interaction, app)),
    ...(interaction.needed !== null && { needed: interaction.needed }),
    isStepUp: who !== undefined,
    device: interaction.device,
    action: interaction.action,
    formToken: formToken(interaction.formKey, interaction.uid, 'login'),
    ...(problem !== undefined && { problem }),
  };
  return { kind: 'page', status: problem === undefined ? 200 : 422, html: renderLoginPage(page) };
}

export async function decideLogin(interaction: Interaction, form: URLSearchParams): Promise<Outcome> {
  if (!interaction.testLogin) return showLogin(interaction, '');
  const { database } = interaction.issuer.dependencies;
  const name = form.get('account') ?? '';
  const citizen = await citizenByLoginName(database, name);
  const account = await findAccount(database, citizen?.key ?? name);
  const app = await findApp(database, interaction.clientId);
  // A citizen's account id is the internal key, so it is not accepted as a name.
  const isNamed = citizen !== undefined || account?.kind !== 'citizen';
  if (account === undefined || app === undefined || !isNamed || !mayUse(account, app)) {
    return showLogin(interaction, '', {
      zh: '该身份不能登录此应用，请另选。',
      en: 'This person cannot sign in here. Choose another one.',
    });
  }
  const wantsLower = form.get('assurance') === 'substantial';
  const assurance = wantsLower ? 'substantial' : enrolledAssurance(account);
  if (interaction.needed !== null && !isAtLeast(assurance, interaction.needed)) {
    return declineLevel(interaction);
  }
  const person = { kind: personKindOf(account), accountId: account.id };
  const details = { method: 'test-login', browser: interaction.browser, client: app.client_id } as const;
  await recordEvent(
    database,
    person,
    { kind: 'signed-in', details },
    interaction.issuer.dependencies.clock(),
  );
  const login = { accountId: account.id, acr: acrOf[assurance], remember: false };
  return { kind: 'decided', result: { login } };
}

/** The person does not reach the level; the app may continue without it (RFC 9470, section 5). */
export function declineLevel({ needed }: Interaction): Outcome {
  const error_description = `the person did not sign in at the level ${needed}`;
  return { kind: 'decided', result: { error: 'unmet_authentication_requirements', error_description } };
}
