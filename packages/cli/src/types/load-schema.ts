import {
  buildASTSchema,
  buildClientSchema,
  type GraphQLSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  parse,
} from 'graphql';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';
import { safeUrl } from '../sign-in/safe-url.ts';

/** Only a composed supergraph links this specification. */
const supergraphLink = /@link\(url: "https:\/\/specs\.apollo\.dev\/join\//;

/**
 * Loads the schema for the operations of an app.
 *
 * @param place URL of a gateway, whose introspection shows what the token may read, or an SDL file
 * @throws CommandError that names the place
 */
export async function loadSchema(
  place: string,
  { token, fetch }: { readonly token: string | undefined; readonly fetch: typeof globalThis.fetch },
): Promise<GraphQLSchema> {
  if (/^https?:\/\//.test(place)) return introspect(place, token, fetch);
  const sdl = await readNamedText(place);
  try {
    if (!supergraphLink.test(sdl))
      return buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
    const { consumerSchema } = await import('@civic-graph/supergraph');
    const { withoutSecurityPurpose } = await import('@civic-graph/supergraph/graphql');
    // Nothing is served with this schema, so no rule needs to be enforced.
    return consumerSchema(withoutSecurityPurpose(parse(sdl)));
  } catch (error) {
    throw new CommandError(`${place} is not a schema: ${messageOf(error)}`);
  }
}

async function introspect(
  url: string,
  token: string | undefined,
  fetch: typeof globalThis.fetch,
): Promise<GraphQLSchema> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token !== undefined) {
    safeUrl(url, 'gateway');
    headers.set('authorization', `Bearer ${token}`);
  }
  const body = JSON.stringify({ query: getIntrospectionQuery() });
  let answer: {
    readonly data?: IntrospectionQuery;
    readonly errors?: readonly { readonly message: string }[];
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'error' });
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    throw new CommandError(
      `${url} does not answer as a gateway (${messageOf(error)}); start it, or name a file`,
    );
  }
  if (!answer.data) throw new CommandError(`${url} refuses: ${answer.errors?.[0]?.message ?? 'no data'}`);
  return buildClientSchema(answer.data);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.message;
}
