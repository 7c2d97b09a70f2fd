import { asPublicError } from '@civic-graph/errors';
import { asRetryable } from '@civic-graph/subgraph-kit';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ProviderPages } from './provider-pages.ts';

/** RFC 6749, section 4.1.2.1, in the words of a person and of an app. */
export const unavailable = {
  error: 'temporarily_unavailable',
  error_description: 'the issuer cannot reach its database; try again in a moment',
} as const;

/** Seconds. */
export const retryAfter = 1;

/**
 * Answers 503 with `temporarily_unavailable` where the database is away or too busy. The provider knows no such error of
 * what it is configured with, and would call it a `server_error`, which apps report and do not try again.
 */
export function tellUnavailable(provider: Provider, pages: ProviderPages): void {
  const troubled = new WeakSet<object>();
  provider.on('server_error', (ctx: KoaContextWithOIDC, error: unknown) => {
    if (isUnavailable(error)) troubled.add(ctx.req);
  });
  provider.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      troubled.add(ctx.req);
    }
    if (!troubled.has(ctx.req)) return;
    if (ctx.accepts('json', 'html') === 'html') pages.failed(ctx as KoaContextWithOIDC, unavailable);
    else ctx.body = unavailable;
    ctx.status = 503;
    ctx.set('retry-after', String(retryAfter));
  });
}

/** Whether it may be tried again. */
export function isUnavailable(error: unknown): boolean {
  return asPublicError(asRetryable(error))?.status === 503;
}
