import type { Configuration } from 'openid-client';
import type { CivicOptions } from '../options.ts';
import { authentication, connectIssuer } from '../sign-in/connect-issuer.ts';
import { passedBack, passedOn, problem } from './passed-on.ts';

export interface RelayOptions
  extends Pick<CivicOptions, 'gateway' | 'issuer' | 'clientId' | 'clientSecret' | 'privateKey' | 'fetch'> {
  /** Where the app's server has it: the `relay` of the page's options. */
  readonly path: string;
}

/** Answers a request below its path; `null` for any other. */
export type Relay = (request: Request) => Promise<Response | null>;

/** What a page may ask for. Not `client_credentials`: that token would be the app's own. */
const grants = new Set(['authorization_code', 'refresh_token']);
/** Parameters by which a client says and proves who it is. */
const ofClient = ['client_id', 'client_secret', 'client_assertion', 'client_assertion_type'];
const discovery = '.well-known/openid-configuration';

/**
 * The part of a page's sign-in that belongs on a server: it adds the app's credentials to requests for
 * tokens, and passes on what gateway and issuer do not answer to other origins. It keeps nothing and sets no
 * cookie. Only tokens that are bound to a key of the page pass, so that a token that leaks is of no use.
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
