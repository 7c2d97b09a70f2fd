import { asPublicError } from '@civic-graph/errors';
import { asBorderError } from '@civic-graph/subgraph-kit';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ProviderPages } from './provider-pages.ts';

/** A database error as an OAuth error response. */
export interface DatabaseProblem {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** RFC 6749, section 4.1.2.1. */
  readonly body: { readonly error: string; readonly error_description: string };
}

const unavailable: DatabaseProblem = {
  status: 503,
  headers: { 'retry-after': '1' },
  body: {
    error: 'temporarily_unavailable',
    error_description: 'the issuer cannot reach its database; try again in a moment',
  },
};

/**
 * Answers for a database that is unreachable or busy, or rejects a text. The provider would call it
 * `server_error`, which apps do not retry.
 */
export function mapDatabaseErrors(provider: Provider, pages: ProviderPages): void {
  const problems = new WeakMap<object, DatabaseProblem>();
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: unknown) => {
    const problem = databaseProblem(error);
    if (problem !== null) problems.set(ctx.req, problem);
  });
  provider.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const problem = databaseProblem(error);
      if (problem === null) throw error;
      problems.set(ctx.req, problem);
    }
    const problem = problems.get(ctx.req);
    if (problem === undefined) return;
    if (ctx.accepts('json', 'html') === 'html') pages.failed(ctx as KoaContextWithOIDC, problem.body);
    else ctx.body = problem.body;
    ctx.status = problem.status;
    ctx.set(problem.headers);
  });
}

/** Returns `null` if the caller cannot act on the error. */
export function databaseProblem(error: unknown): DatabaseProblem | null {
  const told = asPublicError(asBorderError(error));
  if (told?.status === 503) return unavailable;
  if (told?.status !== 400) return null;
  return { status: 400, headers: {}, body: { error: 'invalid_request', error_description: told.message } };
}
