import { createHash, createHmac, hkdfSync } from 'node:crypto';
import type { IdentityDatabase } from '../../store/database.ts';

/** A request to a provider that waits for its answer. */
export interface Attempt {
  readonly interaction: string;
  readonly provider: string;
  /** Greatest age of the sign-in at the provider, in seconds; 0 for a fresh one. */
  readonly maxAge: number;
  readonly startedAt: Date;
}

/** What binds the answer to the request. */
export interface AttemptSecrets {
  readonly state: string;
  /** PKCE (RFC 7636). */
  readonly verifier: string;
  readonly nonce: string;
}

export interface Attempts {
  /** Stores an attempt. It replaces an earlier one of the same interaction. */
  begin(attempt: Attempt): Promise<AttemptSecrets>;
  /** Returns the interaction of a state, which stays usable; undefined if there is none at this provider. */
  interactionOf(state: string, provider: string): Promise<string | undefined>;
  /** Returns the attempt once, and only to the browser of its interaction. */
  take(
    state: string,
    at: Pick<Attempt, 'interaction' | 'provider'>,
  ): Promise<{ readonly attempt: Attempt; readonly secrets: AttemptSecrets } | undefined>;
}

/** Time (in seconds) for the person to sign in at the provider, as long as an interaction. */
const attemptSeconds = 15 * 60;

export function createAttempts(
  database: IdentityDatabase,
  { secret, clock, random }: { secret: Uint8Array; clock: () => Date; random: (bytes: number) => Uint8Array },
): Attempts {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph upstream attempts', 32));
  const derive = (kind: string, state: string) =>
    createHmac('sha256', key).update(`${kind} ${state}`).digest('base64url');
  const secretsOf = (state: string): AttemptSecrets => ({
    state,
    verifier: derive('verifier', state),
    nonce: derive('nonce', state),
  });

  return {
    async begin({ interaction, provider, maxAge, startedAt }) {
      const state = Buffer.from(random(32)).toString('base64url');
      const row = {
        state_digest: digest(state),
        provider,
        max_age: maxAge,
        started_at: startedAt,
        expires_at: new Date(startedAt.getTime() + attemptSeconds * 1000),
      };
      await database
        .insertInto('upstream_attempt')
        .values({ interaction, ...row })
        .onConflict((conflict) => conflict.column('interaction').doUpdateSet(row))
        .execute();
      return secretsOf(state);
    },

    async interactionOf(state, provider) {
      const row = await database
        .selectFrom('upstream_attempt')
        .select('interaction')
        .where('state_digest', '=', digest(state))
        .where('provider', '=', provider)
        .where('expires_at', '>', clock())
        .executeTakeFirst();
      return row?.interaction;
    },

    async take(state, { interaction, provider }) {
      const row = await database
        .deleteFrom('upstream_attempt')
        .where('state_digest', '=', digest(state))
        .where('interaction', '=', interaction)
        .where('provider', '=', provider)
        .where('expires_at', '>', clock())
        .returning(['max_age', 'started_at'])
        .executeTakeFirst();
      return (
        row && {
          attempt: { interaction, provider, maxAge: row.max_age, startedAt: row.started_at },
          secrets: secretsOf(state),
        }
      );
    },
  };
}

function digest(state: string): string {
  return createHash('sha256').update(`upstream state ${state}`).digest('base64url');
}
