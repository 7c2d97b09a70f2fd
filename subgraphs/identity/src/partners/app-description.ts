import { nameProblem, sentenceProblem } from '../shown-text/shown-text.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { type AddressRules, redirectUriProblem, webAddressProblem } from './client-addresses.ts';
import { keySetProblem } from './client-keys.ts';
import { platformProblem } from './platforms.ts';
import type { ClientAuthMethod } from './tables.ts';

/** A developer's description of an app. */
export interface AppDescription {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly platform: string;
  readonly homepage: string;
  readonly contact: string;
  readonly redirectUris: readonly string[];
  readonly purposes: readonly { readonly purpose: string; readonly statement: string }[];
  readonly authMethod: ClientAuthMethod;
  /** The app's public keys, as JSON; for `private_key_jwt`. */
  readonly jwks: string | null;
  readonly jwksUri: string | null;
  readonly dpopBoundAccessTokens: boolean;
  readonly backchannelLogoutUri: string | null;
}

const maxRedirectUris = 10;

/** Problems of a description. */
export interface DescriptionProblem {
  readonly field: string;
  readonly message: string;
}

export async function descriptionProblem(
  { database, addresses }: { readonly database: IdentityDatabase; readonly addresses: AddressRules },
  description: AppDescription,
): Promise<DescriptionProblem | null> {
  const { homepage, contact, redirectUris, purposes } = description;
  const address = emailProblem(contact);
  if (address !== null) return { field: 'contact', message: address };
  const homepageProblem = webAddressProblem(homepage, addresses);
  if (homepageProblem !== null) return { field: 'homepage', message: homepageProblem };
  return (
    redirectProblem(redirectUris, addresses) ??
    keysProblem(description, addresses) ??
    logoutProblem(description, addresses) ??
    purposesProblem(database, purposes)
  );
}

function redirectProblem(uris: readonly string[], rules: AddressRules): DescriptionProblem | null {
  const field = 'redirectUris';
  if (uris.length === 0 || uris.length > maxRedirectUris)
    return { field, message: `must be 1 to ${maxRedirectUris}` };
  for (const [index, uri] of uris.entries()) {
    const problem = redirectUriProblem(uri, rules);
    if (problem !== null) return { field: `${field}.${index}`, message: problem };
  }
  // Pairwise subjects depend on the host (OpenID Connect Core, section 8.1).
  const hosts = new Set(uris.map((uri) => new URL(uri).host));
  return hosts.size > 1 ? { field, message: 'must be of one host' } : null;
}

function logoutProblem(
  { backchannelLogoutUri }: AppDescription,
  rules: AddressRules,
): DescriptionProblem | null {
  if (backchannelLogoutUri === null) return null;
  const message = redirectUriProblem(backchannelLogoutUri, rules);
  return message === null ? null : { field: 'backchannelLogoutUri', message };
}

function keysProblem(
  { authMethod, jwks, jwksUri }: AppDescription,
  rules: AddressRules,
): DescriptionProblem | null {
  const given = [jwks, jwksUri].filter((value) => value !== null).length;
  if (authMethod === 'client_secret_basic') {
    return given === 0
      ? null
      : { field: 'jwks', message: 'keys are for PRIVATE_KEY_JWT; this app has a secret' };
  }
  if (given !== 1) return { field: 'jwks', message: 'PRIVATE_KEY_JWT needs either jwks or jwksUri' };
  if (jwksUri !== null) {
    const problem = webAddressProblem(jwksUri, rules);
    return problem === null ? null : { field: 'jwksUri', message: problem };
  }
  const problem = keySetProblem(jwks ?? '');
  return problem === null ? null : { field: 'jwks', message: problem };
}

async function purposesProblem(
  database: IdentityDatabase,
  purposes: AppDescription['purposes'],
): Promise<DescriptionProblem | null> {
  const field = 'purposes';
  if (purposes.length === 0 || purposes.length > 10) return { field, message: 'must be 1 to 10' };
  const ids = purposes.map(({ purpose }) => purpose);
  if (new Set(ids).size < ids.length) return { field, message: 'names a purpose twice' };
  const known = (await database.selectFrom('purpose').select('id').execute()).map(({ id }) => id);
  for (const [index, { purpose }] of purposes.entries()) {
    if (!known.includes(purpose))
      return { field: `${field}.${index}.purpose`, message: `must be one of: ${known.join(', ')}` };
  }
  return null;
}

/** Texts that citizens would read; of a changed app only the new ones. */
export function wordsProblem({
  purposes = [],
  platform,
  ...names
}: Partial<Pick<AppDescription, 'nameZh' | 'nameEn' | 'platform' | 'purposes'>>): DescriptionProblem | null {
  for (const [field, name] of Object.entries(names)) {
    const message = nameProblem(name, 60);
    if (message !== null) return { field, message };
  }
  const message = platform === undefined ? null : platformProblem(platform);
  if (message !== null) return { field: 'platform', message };
  for (const [index, { statement }] of purposes.entries()) {
    const message = sentenceProblem(statement, 500);
    if (message !== null) return { field: `purposes.${index}.statement`, message };
  }
  return null;
}

/** Why a text is not an e-mail address; null if it may be one. */
export function emailProblem(text: string): string | null {
  return /^[^@\s\p{C}]{1,64}@[^@\s\p{C}]{1,190}$/u.test(text) ? null : 'must be an e-mail address';
}
