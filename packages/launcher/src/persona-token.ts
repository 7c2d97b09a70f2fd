import { z } from 'zod';
import { LaunchError } from './launch-error.ts';

export interface TokenRequest {
  readonly persona: string;
  readonly app?: string | undefined;
  readonly scopes?: string | undefined;
  readonly purpose?: string | undefined;
  /** Resource of the token (RFC 8707). Default is the graph. */
  readonly resource?: string | undefined;
}

const tokenAnswer = z.object({
  access_token: z.string(),
  scope: z.string().transform((text) => text.split(' ').filter(Boolean)),
});
const refusal = z.object({ message: z.string() });
const directory = z.object({
  personas: z.array(
    z.object({ id: z.string(), kind: z.string(), apps: z.array(z.string()), about: z.string() }),
  ),
  apps: z.array(
    z.object({ id: z.string(), scopes: z.array(z.string()), clientSecret: z.string().optional() }),
  ),
});

/** Timeout of a request: a demo answers in milliseconds, or in seconds on a busy machine. */
const patienceMs = 15_000;

export type PersonaEntry = z.infer<typeof directory>['personas'][number];

/** @throws LaunchError if the demo is not running, or refuses the request */
export async function requestToken(issuer: string, request: TokenRequest): Promise<string> {
  return (await requestGrant(issuer, request)).token;
}

/** Also returns the scopes of the token, which may be fewer than requested. @throws LaunchError */
export async function requestGrant(
  issuer: string,
  request: TokenRequest,
): Promise<{ readonly token: string; readonly granted: readonly string[] }> {
  const answer = await ask(issuer, '/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const { access_token: token, scope: granted } = tokenAnswer.parse(answer);
  return { token, granted };
}

/** Explains requested scopes that the token lacks, one line per reason. @throws LaunchError */
export async function explainMissing(
  issuer: string,
  { persona, app }: TokenRequest,
  missing: readonly string[],
): Promise<readonly string[]> {
  const { personas, apps } = directory.parse(await ask(issuer, '/demo/personas'));
  const appId = app ?? personas.find(({ id }) => id === persona)?.apps[0] ?? personas[0]?.apps[0];
  const approved = apps.find(({ id }) => id === appId)?.scopes ?? [];
  const ofApp = missing.filter((scope) => !approved.includes(scope));
  const ofPerson = missing.filter((scope) => approved.includes(scope));
  return [
    ...(ofApp.length > 0
      ? [`not granted: ${ofApp.join(' ')}; ${appId} is approved for ${approved.join(' ') || 'no scope'}`]
      : []),
    ...(ofPerson.length > 0
      ? [
          `not granted: ${ofPerson.join(' ')}; ${persona} has not consented to it for ${appId}, or is not a citizen`,
        ]
      : []),
  ];
}

/** Lists the personas with tokens. */
export async function listPersonas(issuer: string): Promise<readonly PersonaEntry[]> {
  return directory.parse(await ask(issuer, '/demo/personas')).personas;
}

/** Returns the secret of an app of the demo; `null` if there is no such app, or no demo features. */
export async function clientSecretOf(issuer: string, app: string): Promise<string | null> {
  try {
    const { apps } = directory.parse(await ask(issuer, '/demo/personas'));
    return apps.find(({ id }) => id === app)?.clientSecret ?? null;
  } catch (error) {
    if (error instanceof LaunchError) return null;
    throw error;
  }
}

async function ask(issuer: string, path: string, init?: RequestInit): Promise<unknown> {
  const url = new URL(path, issuer);
  const signal = AbortSignal.timeout(patienceMs);
  const answer = await fetch(url, { ...init, redirect: 'manual', signal }).catch(() => {
    const what = signal.aborted
      ? `What listens at ${url.origin} is silent`
      : `No demo answers at ${url.origin}`;
    throw new LaunchError(
      `${what}; start one with: npm start. One that runs elsewhere is named by DATA_DIR or PORT_IDENTITY`,
    );
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const { data } = refusal.safeParse(body);
  throw new LaunchError(data?.message ?? `${url.href} answers ${answer.status}; is it a demo?`);
}
