import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { IdentityDatabase } from '../store/database.ts';

/** Time (in seconds) in which failed attempts count together. */
export const windowSeconds = 10 * 60;

/** Counts failed attempts of one kind by site, for all instances of the service together. */
export interface SiteAttempts {
  /**
   * Takes an attempt before it is checked, so that simultaneous requests cannot share one.
   * @returns false if the site has none left
   */
  take(site: string): Promise<boolean>;
  /** Gives back an attempt that has succeeded. */
  giveBack(site: string): Promise<void>;
}

/** @param rule each `kind` is counted apart; `allowed` attempts in {@link windowSeconds} */
export function createSiteAttempts(
  database: IdentityDatabase,
  clock: () => Date,
  {
    kind,
    allowed,
  }: { readonly kind: 'user code' | 'passkey' | 'invitation' | 'sign-up'; readonly allowed: number },
): SiteAttempts {
  const digest = (site: string) => createHash('sha256').update(`${kind} ${site}`).digest('base64url');
  return {
    async take(site) {
      const now = clock();
      const expires_at = new Date(now.getTime() + windowSeconds * 1000);
      const { attempts } = await database
        .insertInto('user_code_attempt')
        .values({ site: digest(site), attempts: 1, expires_at })
        .onConflict((conflict) =>
          conflict.column('site').doUpdateSet({
            attempts: sql`case when user_code_attempt.expires_at <= ${now} then 1
              else user_code_attempt.attempts + 1 end`,
            expires_at: sql`case when user_code_attempt.expires_at <= ${now} then excluded.expires_at
              else user_code_attempt.expires_at end`,
          }),
        )
        .returning('attempts')
        .executeTakeFirstOrThrow();
      return attempts <= allowed;
    },

    async giveBack(site) {
      await database
        .updateTable('user_code_attempt')
        .set({ attempts: sql`greatest(attempts - 1, 0)` })
        .where('site', '=', digest(site))
        .execute();
    },
  };
}
