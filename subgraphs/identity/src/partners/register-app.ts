import { randomBytes } from 'node:crypto';
import { isVerifiedDeveloper } from '../accounts/sign-up/verify-developer.ts';
import { type ClientRow, clientMetadata } from '../issuer/client-metadata.ts';
import { secretDigest } from '../issuer/secret-digest.ts';
import type { AppRow } from '../store/database.ts';
import { lockName } from '../store/lock-name.ts';
import type { Actor } from './actor.ts';
import { type AppDescription, descriptionProblem, wordsProblem } from './app-description.ts';
import { parseKeys } from './client-keys.ts';
import { isNameTaken } from './names-in-use.ts';
import type { PartnerDesk } from './partner-desk.ts';
import { recordRegistration } from './transition.ts';

export type RegistrationOutcome =
  | { readonly kind: 'registered'; readonly app: AppRow; readonly secret: string | null }
  | { readonly kind: 'invalid'; readonly field: string; readonly message: string }
  | { readonly kind: 'name-taken' | 'too-many' };

const maxAppsOfDeveloper = 20;
/** A registration reserves the app's name. */
const maxAppsBeforeVerification = 2;

/** Registers a description as an OAuth client, which can only run the sign-in and use the sandbox. */
export async function registerApp(
  desk: PartnerDesk,
  { developer, actor, description }: { developer: string; actor: Actor; description: AppDescription },
  now: Date,
): Promise<RegistrationOutcome> {
  const { nameZh, nameEn, platform, purposes } = description;
  const words = wordsProblem({ nameZh, nameEn, platform, purposes });
  const invalid = words ?? (await descriptionProblem(desk, description));
  if (invalid !== null) return { kind: 'invalid', ...invalid };
  const usesSecret = description.authMethod === 'client_secret_basic';
  const secret = usesSecret ? newSecret() : null;
  const jwks = description.jwks === null ? null : (parseKeys(description.jwks) ?? null);
  const client: ClientRow = {
    client_id: `app-${randomBytes(8).toString('hex')}`,
    kind: 'partner',
    name_zh: nameZh,
    name_en: nameEn,
    homepage: description.homepage,
    redirect_uris: [...description.redirectUris],
    auth_method: description.authMethod,
    secret_sha256: secret === null ? null : secretDigest(secret),
    jwks,
    jwks_uri: description.jwksUri,
    dpop_bound_access_tokens: description.dpopBoundAccessTokens,
    backchannel_logout_uri: description.backchannelLogoutUri,
  };
  const refused = desk.clientProblem(clientMetadata(client));
  if (refused !== null) return { kind: 'invalid', field: 'client', message: refused };

  return desk.database.transaction().execute(async (transaction): Promise<RegistrationOutcome> => {
    // Locked per developer, so that the limit holds.
    await lockName(transaction, 'developer', developer);
    const own = await transaction
      .selectFrom('app')
      .select((select) => select.fn.countAll<string>().as('count'))
      .where('developer', '=', developer)
      .where('state', '<>', 'deleted')
      .executeTakeFirstOrThrow();
    const isVerified = await isVerifiedDeveloper(transaction, developer);
    const most = isVerified ? maxAppsOfDeveloper : maxAppsBeforeVerification;
    if (Number(own.count) >= most) return { kind: 'too-many' };
    if (await isNameTaken(transaction, [nameZh, nameEn])) return { kind: 'name-taken' };
    const app = await transaction
      .insertInto('app')
      .values(({ fn, val }) => ({
        ...client,
        jwks: jwks === null ? null : JSON.stringify(jwks),
        platform: platform,
        approved_scopes: [],
        purposes: purposes.map(({ purpose }) => purpose),
        position: fn<number>('nextval', [val('app_position')]),
        developer,
        contact: description.contact.trim(),
        state: 'draft',
      }))
      .returningAll()
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('purpose_statement')
      .values(purposes.map((purpose) => ({ ...purpose, client_id: app.client_id })))
      .execute();
    await recordRegistration(transaction, app.client_id, actor, now);
    return { kind: 'registered', app, secret };
  });
}

/** Random, so a plain digest of it is safe to store. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
