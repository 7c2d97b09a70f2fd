import type { BuildSettingsQuery, ChangeAppInput } from '../../../graph/operations.ts';
import { type Draft, linesOf, statementsOf } from '../register/registration.ts';

export type Registration = NonNullable<BuildSettingsQuery['appRegistration']>;

/** What can be changed about a registered app, as the form has it. */
export type ChangeDraft = Omit<Draft, 'nameZh' | 'nameEn' | 'platform' | 'homepage'>;

/** The app as it is; its present keys are not shown. */
export function draftOf(registration: Registration): ChangeDraft {
  const { contact, redirectUris, authMethod, dpopBoundAccessTokens, backchannelLogoutUri } = registration;
  return {
    contact: contact ?? '',
    redirectUris: redirectUris.join('\n'),
    statements: Object.fromEntries(
      registration.purposeStatements.map(({ purpose, statement }) => [purpose.id, statement]),
    ),
    authMethod,
    jwks: '',
    jwksUri: '',
    dpopBoundAccessTokens,
    backchannelLogoutUri: backchannelLogoutUri ?? '',
  };
}

/** Only what differs, since each change is an entry in the app's history. @returns `null` if nothing does */
export function changesBetween(
  before: ChangeDraft,
  after: ChangeDraft,
): Omit<ChangeAppInput, 'clientId'> | null {
  const uris = linesOf(after.redirectUris);
  const purposes = statementsOf(after.statements);
  const logoutUri = after.backchannelLogoutUri.trim();
  const changes = {
    ...(after.contact.trim() !== before.contact && { contact: after.contact.trim() }),
    ...(differ(uris, linesOf(before.redirectUris)) && { redirectUris: uris }),
    ...(differ(purposes, statementsOf(before.statements)) && { purposes }),
    ...(after.jwks.trim() !== '' && { jwks: after.jwks.trim() }),
    ...(after.jwksUri.trim() !== '' && { jwksUri: after.jwksUri.trim() }),
    ...(after.dpopBoundAccessTokens !== before.dpopBoundAccessTokens && {
      dpopBoundAccessTokens: after.dpopBoundAccessTokens,
    }),
    ...(logoutUri !== before.backchannelLogoutUri && { backchannelLogoutUri: logoutUri }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other);
}
