import { describeError, PublicError } from '@civic-graph/errors';
import { clientNetwork } from '@civic-graph/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { StudioCookies, StudioSession } from './cookies.ts';
import type { IssuerClient } from './issuer-client.ts';
import { type Person, personOf } from './person.ts';
import { returnPath } from './return-path.ts';
import { isFromStudio } from './same-page.ts';

export interface SignInRoutesOptions {
  readonly studioUrl: string;
  readonly cookies: StudioCookies;
  readonly issuer: IssuerClient;
  /** Everything that rules of the schema in force can require. */
  readonly scopes: () => readonly string[];
  /** Whether a load balancer in front appends the client's address. */
  readonly isForwarded: boolean;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** Sign-ins from one network, at one process of a gateway: offices share an address. */
const signInsPerNetwork = { points: 120, duration: 60 };

/** A token with less time left is refreshed when the page asks who is signed in. */
const renewalMs = 5 * 60_000;

/** Sign-in and sign-out of the Studio's pages, whose tokens never leave the gateway. */
export function signInRoutes(app: FastifyInstance, options: SignInRoutesOptions): void {
  const { studioUrl, cookies, issuer, scopes, isForwarded, clock, logger } = options;
  const limiter = new RateLimiterMemory(signInsPerNetwork);

  app.get('/studio/sign-in', async (request, reply) => {
    await takeOne(request);
    const { url, attempt } = await issuer.begin(returnPath(queryOf(request).return), scopes());
    return toPage(reply.header('set-cookie', await cookies.attempt.set(attempt)), url.href);
  });

  app.get('/studio/callback', async (request, reply) => {
    await takeOne(request);
    const attempt = await cookies.attempt.read(request.headers);
    if (attempt === null) return toPage(reply, failedPage('expired'));
    const { returnTo } = attempt;
    try {
      const callback = new URL(request.raw.url ?? '/', studioUrl);
      const session = await issuer.complete(callback, attempt);
      personOf(session);
      return toPage(
        reply.header('set-cookie', [cookies.attempt.cleared, await cookies.session.set(session)]),
        returnTo,
      );
    } catch (error) {
      logger.warn({ error: describeError(error) }, 'a sign-in at the Studio failed');
      const reason = queryOf(request).error === 'access_denied' ? 'declined' : 'failed';
      return toPage(reply.header('set-cookie', cookies.attempt.cleared), failedPage(reason));
    }
  });

  app.get('/studio/session', async (request, reply) => {
    requireStudio(request);
    reply.header('cache-control', 'no-store').header('vary', 'cookie');
    const session = await cookies.session.read(request.headers);
    if (session === null) return { canSignIn: true, person: null };
    const person = personOf(session);
    const isFresh = Date.parse(person.expiresAt) - clock().getTime() > renewalMs;
    return { canSignIn: true, person: isFresh ? person : await renewed(session, reply) };
  });

  app.post('/studio/sign-out', async (request, reply) => {
    requireStudio(request);
    const session = await cookies.session.read(request.headers);
    reply.header('set-cookie', cookies.session.cleared).header('cache-control', 'no-store');
    if (session !== null) {
      await issuer.revoke(session).catch((error: unknown) => {
        logger.warn({ error: describeError(error) }, 'a sign-out at the issuer failed');
      });
    }
    return { url: issuer.signOutUrl };
  });

  async function renewed(session: StudioSession, reply: FastifyReply): Promise<Person | null> {
    const next = await issuer.refresh(session).catch((error: unknown) => {
      logger.warn({ error: describeError(error) }, 'the issuer did not refresh a token of the Studio');
      throw new PublicError('NOT_READY');
    });
    reply.header('set-cookie', next === null ? cookies.session.cleared : await cookies.session.set(next));
    return next === null ? null : personOf(next);
  }

  /** @throws PublicError RATE_LIMITED, since each call of the issuer may take seconds */
  async function takeOne({ raw }: FastifyRequest): Promise<void> {
    await limiter.consume(clientNetwork(raw, isForwarded)).catch(() => {
      throw new PublicError('RATE_LIMITED');
    });
  }

  function requireStudio({ headers }: FastifyRequest): void {
    if (!isFromStudio(headers, studioUrl)) throw new PublicError('NOT_FOUND');
  }
}

function queryOf(request: FastifyRequest): Readonly<Record<string, unknown>> {
  return request.query as Readonly<Record<string, unknown>>;
}

/** The page says in its own language what to do. */
function failedPage(reason: 'expired' | 'declined' | 'failed'): string {
  return `/?sign-in=${reason}`;
}

function toPage(reply: FastifyReply, location: string): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(location, 303);
}
