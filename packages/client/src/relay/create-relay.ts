import type { Configuration } from 'openid-client';
import type { CivicOptions } from '../options.ts';
import { authentication, connectIssuer } from '../sign-in/connect-issuer.ts';
import { passedBack, passedOn, problem } from './passed-on.ts';

export interface RelayOptions
  extends Pick<CivicOptions, 'gateway' | 'issuer' | 'clientId' | 'clientSecret' | 'privateKey' | 'fetch'> {
  /** Path of the relay on the app's server: `relay` in the options of the page. */
  readonly path: string;
}

/** Answers a request below its path, and returns `null` for any other. */
export type Relay = (request: Request) => Promise<Response | null>;

/** Excludes `client_credentials`, which returns a token of the app itself. */
const grants = new Set(['authorization_code', 'refresh_token']);
/** Parameters of client authentication, which only the relay may set. */
const ofClient = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];
const discovery = '.well-known/openid-configuration';

/**
 * Creates the relay between a page and the gateway and issuer, which do not answer other origins. It adds the
 * app's credentials to token requests, stores nothing, and requires a DPoP proof, so that a leaked token is
 * useless.
 */
export function createRelay(options: RelayOptions): Relay {
  const { path, gateway, clientId } = options;
  const send = options.fetch ?? ((input, init) => fetch(input, init));
  const issuer = connectIssuer(options, { fetch: send });
  const authenticate = authentication(options);
  const base = options.issuer.replace(/\/?$/, '/');

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${path}/`)) return null;
    const rest = pathname.slice(path.length + 1);
    const { method, signal } = request;
    if (method === 'POST' && rest === 'graphql')
      return passedBack(await send(gateway, { ...(await passedOn(request)), signal }));
    if (method === 'GET' && rest === `issuer/${discovery}`) return passedBack(await send(base + discovery));
    if (method === 'POST' && rest.startsWith('issuer/'))
      return atEndpoint(request, base + rest.slice('issuer/'.length));
    return problem(404, 'not_found');
  };

  async function atEndpoint(request: Request, endpoint: string): Promise<Response> {
    const configuration = await issuer();
    const { token_endpoint, revocation_endpoint } = configuration.serverMetadata();
    if (endpoint !== token_endpoint && endpoint !== revocation_endpoint) return problem(404, 'not_found');
    const { headers, body } = await passedOn(request);
    const form = new URLSearchParams(new TextDecoder().decode(body));
    if (endpoint === token_endpoint) {
      if (!grants.has(form.get('grant_type') ?? '')) return problem(400, 'unsupported_grant_type');
      if (!headers.has('dpop')) return problem(400, 'invalid_dpop_proof');
    }
    return withCredentials(configuration, endpoint, headers, form);
  }

  async function withCredentials(
    configuration: Configuration,
    endpoint: string,
    headers: Headers,
    form: URLSearchParams,
  ): Promise<Response> {
    for (const name of ofClient) form.delete(name);
    await authenticate(configuration.serverMetadata(), { client_id: clientId }, form, headers);
    headers.set('content-type', 'application/x-www-form-urlencoded');
    return passedBack(await send(endpoint, { method: 'POST', headers, body: form.toString() }));
  }
}
