import { PublicError } from '@civic-graph/errors';
import type { AssuranceLevel } from '@civic-graph/policy';
import { attainableScopes, enrolledAssurance, findAccount, scopesForPurpose } from '../issuer/account.ts';
import { permittedScopes } from '../issuer/authorize.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { mintAccessToken } from '../issuer/mint-access-token.ts';
import { resourceServer, resourceUrls } from '../issuer/resource-server.ts';
import { citizenByLoginName } from '../store/citizens.ts';
import type { AppRow } from '../store/database.ts';
import { findApp } from '../store/directory.ts';
import { lin, listPersonas, type Persona } from './persona.ts';

export interface PersonaTokenRequest {
  readonly persona: string;
  readonly app?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly purpose?: string | undefined;
  /** The graph, or the MCP server (RFC 8707). Default is the graph. */
  readonly resource?: string | undefined;
  /** Requests a lower level than the persona's. */
  readonly assurance?: AssuranceLevel | undefined;
}

export interface PersonaToken {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/**
 * Issues a token with the same grant, provider models and claims as the browser flow, without pages.
 *
 * @throws PublicError BAD_USER_INPUT that lists accepted values
 */
export async function mintPersonaToken(issuer: Issuer, request: PersonaTokenRequest): Promise<PersonaToken> {
  const persona = await findPersona(issuer, request.persona);
  const app = await appOf(issuer, persona, request.app);
  refuseUnknownScopes(issuer, request.scopes);
  refuseUnknownResource(issuer, request.resource);
  return persona.kind === 'app'
    ? mintForApp(issuer, app, request)
    : mintForPerson(issuer, persona, app, request);
}

async function mintForApp(
  issuer: Issuer,
  app: AppRow,
  { scopes, resource }: PersonaTokenRequest,
): Promise<PersonaToken> {
  const directory = issuer.dependencies.agencies.current;
  const approved = scopesForPurpose(directory, app, app.purposes[0] ?? null);
  const client = await issuer.provider.Client.find(app.client_id);
  if (client === undefined) throw suspended();
  const token = new issuer.provider.ClientCredentials({
    client,
    scope: directory.intersectScopes(scopes ?? approved, approved).join(' '),
  });
  token.resourceServer = resourceServer(issuer, approved, resource);
  return answer(await token.save(), token);
}

async function mintForPerson(
  issuer: Issuer,
  persona: Persona,
  app: AppRow,
  request: PersonaTokenRequest,
): Promise<PersonaToken> {
  const { database, clock, agencies } = issuer.dependencies;
  const citizen = await citizenByLoginName(database, persona.id);
  const account = await findAccount(database, citizen?.key ?? persona.id);
  if (account === undefined) throw new Error('the demonstration city is not loaded');
  const signIn = {
    account,
    app,
    purpose: account.kind === 'citizen' ? purposeOf(app, request.purpose) : null,
    assurance: request.assurance === 'substantial' ? 'substantial' : enrolledAssurance(account),
    scopesWithoutConsent: null,
  } as const;
  const permitted = await permittedScopes(issuer.dependencies, signIn, clock());
  const wanted = request.scopes ?? attainableScopes(agencies.current, signIn);
  const granted = agencies.current.intersectScopes(wanted, permitted);
  const { resource } = request;
  const minted = await mintAccessToken(issuer, signIn, { granted, permitted, resource });
  if (minted === undefined) throw suspended();
  return answer(minted.token, { expiration: minted.expiresIn, scope: granted.join(' ') });
}

function suspended(): PublicError {
  return new PublicError('FORBIDDEN', 'the app is suspended');
}

async function findPersona(issuer: Issuer, id: string): Promise<Persona> {
  const personas = await listPersonas(issuer.dependencies.database);
  const persona = personas.find((candidate) => candidate.id === id);
  if (persona !== undefined) return persona;
  const citizen = await citizenByLoginName(issuer.dependencies.database, id);
  if (citizen !== undefined) return { ...lin, id };
  const accepted = [...personas.map((candidate) => candidate.id), 'citizen-0002 to citizen-0999'];
  throw new PublicError('BAD_USER_INPUT', `no persona ${JSON.stringify(id)}; one of ${accepted.join(', ')}`);
}

async function appOf(issuer: Issuer, persona: Persona, clientId = persona.apps[0]): Promise<AppRow> {
  const app = persona.apps.includes(clientId ?? '')
    ? await findApp(issuer.dependencies.database, clientId ?? '')
    : undefined;
  if (app !== undefined) return app;
  throw new PublicError('BAD_USER_INPUT', `app: for ${persona.kind}s one of ${persona.apps.join(', ')}`);
}

/** An unknown scope is an error; an unapproved one is not granted. */
function refuseUnknownScopes(issuer: Issuer, scopes: readonly string[] = []): void {
  const known = issuer.dependencies.agencies.current.scopes.map(({ id }) => id);
  if (scopes.every((scope) => known.includes(scope))) return;
  throw new PublicError('BAD_USER_INPUT', `scopes: any of ${known.join(' ')}`);
}

function refuseUnknownResource({ dependencies }: Issuer, resource: string | undefined): void {
  const known = resourceUrls(dependencies);
  if (resource === undefined || known.includes(resource)) return;
  throw new PublicError('BAD_USER_INPUT', `resource: one of ${known.join(', ')}`);
}

function purposeOf(app: AppRow, purpose = app.purposes[0]): string {
  if (purpose !== undefined && app.purposes.includes(purpose)) return purpose;
  throw new PublicError('BAD_USER_INPUT', `purpose: one of ${app.purposes.join(', ')}`);
}

function answer(
  access_token: string,
  token: { expiration: number; scope?: string | undefined },
): PersonaToken {
  return { access_token, token_type: 'Bearer', expires_in: token.expiration, scope: token.scope ?? '' };
}
