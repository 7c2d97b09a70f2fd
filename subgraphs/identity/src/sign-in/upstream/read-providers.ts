import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigurationError } from '@civic-graph/service';
import { z } from 'zod';
import { type ClientAuthentication, readKey, readSecret } from './client-authentication.ts';
import { isAllowedAddress } from './provider-fetch.ts';
import type { ProviderSettings } from './provider-settings.ts';

const text = z.string().min(1).max(200);
const claim = text.refine((name) => !ownClaims.has(name), 'must be a claim that identifies the person');

/** Claims with a meaning of their own, which identify nobody here. */
const ownClaims = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'azp', 'nonce', 'acr', 'amr', 'auth_time', 'at_hash'],
  ...['c_hash', 's_hash', 'sid', 'events'],
]);

const authentication = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('client_secret_basic'), secretFile: text }),
  z.strictObject({ method: z.literal('private_key_jwt'), keyFile: text, kid: text.optional() }),
]);

const rule = z
  .strictObject({
    level: z.enum(['substantial', 'high']),
    acr: z.array(text).min(1).default([]),
    amr: z.array(text).min(1).default([]),
  })
  .refine(({ acr, amr }) => acr.length + amr.length > 0, 'name the acr or amr values that reach this level');

const provider = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens, at most 32'),
  name: z.strictObject({ zh: text.max(40), en: text.max(40) }),
  issuer: z.url({ protocol: /^https?$/, error: 'must be an https URL' }),
  clientId: text,
  authentication,
  scopes: z
    .array(text)
    .refine((scopes) => scopes.includes('openid'), 'must contain openid')
    .default(['openid']),
  assurance: z.array(rule).min(1),
  people: z
    .strictObject({ citizen: claim.optional(), official: claim.optional(), developer: claim.optional() })
    .refine((kinds) => Object.keys(kinds).length > 0, 'name who may sign in: citizen, official or developer'),
});

const file = z.strictObject({ providers: z.array(provider).min(1).max(20) });
type Provider = z.infer<typeof provider>;

/**
 * Reads the file of `SIGN_IN_PROVIDERS`; paths in it are relative to it. It holds no secret, only names of
 * files with secrets.
 *
 * @param options `loopback`: whether a provider may be at http on this machine
 * @throws ConfigurationError with one line that names the setting
 */
export function readProviders(path: string, options: { readonly loopback: boolean }): ProviderSettings[] {
  const parsed = file.safeParse(readJson(path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(`${issue?.path.map(String).join('.') || path}: ${issue?.message}`);
  }
  const { providers } = parsed.data;
  const twice = providers.find(({ id }, index) => providers.findIndex((one) => one.id === id) < index);
  if (twice !== undefined) throw invalid(`the id ${twice.id} is used twice; rename one provider`);
  return providers.map((one) => settingsOf(one, dirname(resolve(path)), options));
}

function settingsOf(
  read: Provider,
  folder: string,
  options: { readonly loopback: boolean },
): ProviderSettings {
  const { authentication: chosen, people, ...rest } = read;
  const address = new URL(read.issuer);
  if (address.search !== '' || address.hash !== '' || address.username !== '') {
    throw invalid(`${read.id}.issuer: must have no query, fragment or user; remove them`);
  }
  if (!isAllowedAddress(address, options))
    throw invalid(`${read.id}.issuer: must be https; change the address`);
  return Object.freeze({
    ...rest,
    authentication: authenticationOf(chosen, folder, `SIGN_IN_PROVIDERS: ${read.id}.authentication`),
    people: Object.fromEntries(Object.entries(people).filter(([, name]) => name !== undefined)),
  });
}

function authenticationOf(
  chosen: Provider['authentication'],
  folder: string,
  where: string,
): ClientAuthentication {
  return chosen.method === 'client_secret_basic'
    ? readSecret(resolve(folder, chosen.secretFile), where)
    : readKey(resolve(folder, chosen.keyFile), chosen.kid, where);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid(`${path} is not JSON; fix the file`);
    throw invalid(`${path} cannot be read; create it, or grant the right to read it`);
  }
}

function invalid(problem: string): ConfigurationError {
  return new ConfigurationError(`SIGN_IN_PROVIDERS: ${problem}`);
}
