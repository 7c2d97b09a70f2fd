import type { AgencyDirectory } from '@civic-graph/agencies';
import { errors } from 'oidc-provider';
import { civilDate } from '../citizen/age.ts';
import { recordDecision, validUntil } from '../consent/record-decision.ts';
import { attainableScopes } from '../issuer/account.ts';
import { openGrant, type SignIn } from '../issuer/authorize.ts';
import { currentSignIn } from '../issuer/grant.ts';
import { purposeStatementsOf } from '../partners/find-registrations.ts';
import { citizenListing } from '../store/citizens.ts';
import { purposesById } from '../store/directory.ts';
import { type AskedScope, renderConsentPage } from './consent-page.ts';
import { formToken } from './form-token.ts';
import type { Interaction, Outcome } from './interaction.ts';

export async function showConsent(
  interaction: Interaction,
  { isUndecided = false }: { readonly isUndecided?: boolean } = {},
): Promise<Outcome & { kind: 'page' }> {
  const { database, clock, agencies } = interaction.issuer.dependencies;
  const signIn = await requireSignIn(interaction);
  const asked = askedScopes(interaction, signIn);
  const [purpose] = await purposesById(database, [signIn.purpose ?? signIn.app.purposes[0] ?? '']);
  if (purpose === undefined) throw new errors.InvalidRequest('the app is approved for no purpose');
  const [statements, person] = await Promise.all([
    purposeStatementsOf(database, signIn.app.client_id),
    citizenListing(database, signIn.account.id),
  ]);
  const html = renderConsentPage({
    name: person?.name ?? signIn.account.id,
    app: signIn.app,
    purpose,
    statement: statements.find((each) => each.purpose === purpose.id)?.statement,
    scopes: withHolders(agencies.current, asked),
    validUntil: civilDate(validUntil(clock())),
    action: interaction.action,
    formToken: formToken(interaction.formKey, interaction.uid, 'consent'),
    isTestLogin: interaction.testLogin,
    isUndecided,
    staysSignedIn: interaction.scopes.includes('offline_access'),
  });
  return { kind: 'page', status: isUndecided ? 422 : 200, html };
}

/**
 * Records the decision and grants exactly the ticked scopes. Sharing nothing needs its own button, because a
 * form without ticks may be an oversight.
 */
export async function decideConsent(interaction: Interaction, form: URLSearchParams): Promise<Outcome> {
  const { dependencies, provider } = interaction.issuer;
  const signIn = await requireSignIn(interaction);
  const asked = askedScopes(interaction, signIn);
  const sharesNothing = form.get('share') === 'nothing';
  const { intersectScopes } = dependencies.agencies.current;
  const granted = sharesNothing ? [] : intersectScopes(form.getAll('scope'), asked);
  if (granted.length === 0 && asked.length > 0 && !sharesNothing) {
    return showConsent(interaction, { isUndecided: true });
  }
  const { account, app, purpose } = signIn;
  if (account.kind === 'citizen' && purpose !== null) {
    const subject = { citizenKey: account.id, clientId: app.client_id, purpose };
    await recordDecision(dependencies, subject, { asked, granted }, dependencies.clock());
  }
  // Without data an app needs no access while the citizen is away.
  const openid = interaction.scopes.filter(
    (scope) => scope === 'openid' || (scope === 'offline_access' && !sharesNothing),
  );
  const kept = [...openid, ...granted];
  const declined = interaction.scopes.filter((scope) => !kept.includes(scope));
  const grantId = await openGrant(dependencies, provider, signIn, { openid, granted, declined });
  return { kind: 'decided', result: { consent: { grantId } } };
}

function askedScopes({ scopes, issuer }: Interaction, signIn: SignIn): string[] {
  const { current } = issuer.dependencies.agencies;
  return current.intersectScopes(scopes, attainableScopes(current, signIn));
}

function withHolders({ scopes, manifests }: AgencyDirectory, asked: readonly string[]): AskedScope[] {
  const holders = new Map(manifests.map(({ subgraph, agency }) => [subgraph, agency.name]));
  return scopes.flatMap((scope) => {
    const holder = asked.includes(scope.id) ? holders.get(scope.subgraph) : undefined;
    return holder === undefined ? [] : [{ ...scope, holder }];
  });
}

async function requireSignIn({
  issuer,
  accountId,
  clientId,
  purpose,
  acr,
  amr,
  session,
}: Interaction): Promise<SignIn> {
  const signIn =
    accountId === undefined
      ? undefined
      : await currentSignIn(issuer.dependencies, { accountId, clientId, purpose, acr, amr, session });
  if (signIn === undefined) throw new errors.SessionNotFound('nobody is signed in');
  return signIn;
}
