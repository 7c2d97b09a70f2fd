import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { demoGateway, namedGateway } from './chosen-gateway.ts';
import { namesProgram } from './program-variables.ts';
import { openSessionStore } from './session-store.ts';

/** How a command says whose token it uses. */
export interface TokenOptions {
  /** URL of the gateway. */
  readonly gateway?: string | undefined;
  /** Persona of the running demo. */
  readonly as?: string | undefined;
}

/** An access token, with where it is from and whom it may be shown to. */
interface FoundToken {
  readonly token: string;
  /** `--as`, the variable, or the session. */
  readonly source: string;
  /** Where no gateway was named: the one of the session. */
  readonly gateway: string;
}

/**
 * Finds the caller's token: of `--as`, in `CIVIC_TOKEN`, of the program of `CIVIC_CLIENT_ID`, or of the
 * session at the gateway.
 * @throws CommandError where there is none
 */
export async function findToken(
  { gateway: named, as }: TokenOptions,
  { env, now }: Pick<Host, 'env' | 'now'>,
): Promise<FoundToken> {
  const gateway = namedGateway(named, env);
  const elsewhere = gateway ?? demoGateway;
  if (as !== undefined)
    return { token: await personaToken(as, env), source: `--as ${as}`, gateway: elsewhere };
  if (env.CIVIC_TOKEN) return { token: env.CIVIC_TOKEN, source: 'CIVIC_TOKEN', gateway: elsewhere };
  if (namesProgram(env)) {
    const { machineToken } = await import('./machine-token.ts');
    const { token, clientId, issuer } = await machineToken(env);
    return { token, source: `program ${clientId} at ${issuer}`, gateway: elsewhere };
  }
  const store = openSessionStore(env);
  // A session is for its gateway alone: another one must not see the token.
  const session = (await store?.latest(gateway)) ?? null;
  if (store === null || session === null) throw new CommandError(withoutToken(gateway));
  const { renewed } = await import('./session-token.ts');
  const { accessToken, issuer, account } = await renewed(store, session, now);
  return { token: accessToken, source: `session of ${account} at ${issuer}`, gateway: session.gateway };
}

async function personaToken(persona: string, env: Host['env']): Promise<string> {
  const { findIssuer, requestToken } = await import('@civic-graph/launcher');
  const { refusedByDemo } = await import('../refused-by-demo.ts');
  return refusedByDemo(async () => requestToken(await findIssuer(env), { persona }));
}

function withoutToken(gateway: string | undefined): string {
  const elsewhere = gateway === undefined ? '' : ` for ${gateway}`;
  return `no access token${elsewhere}: sign in with npx civic login, set CIVIC_TOKEN, or name an official of the running demo with --as, such as --as admin`;
}
