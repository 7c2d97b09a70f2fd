import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { IdentityDatabase } from '../store/database.ts';

/** What a challenge may be answered for: another session, page or ceremony cannot use it. */
export interface ChallengePurpose {
  readonly ceremony: 'sign-in' | 'registration';
  /** The interaction, session or invitation of the page. */
  readonly boundTo: string;
}

export interface Challenges {
  /** Makes a challenge, base64url. Nothing is stored, so a page can be opened any number of times. */
  issue(purpose: ChallengePurpose): string;
  /** Uses up a challenge. @returns false if it is for another purpose, has expired, or was used before */
  take(challenge: string, purpose: ChallengePurpose): Promise<boolean>;
}

/** Time (in seconds) to answer, as long as an interaction. */
const challengeSeconds = 15 * 60;
const [nonceBytes, timeBytes, digestBytes] = [16, 6, 32];

/** Challenges are signed: nonce, time of expiry in seconds, and their HMAC with the purpose. */
export function createChallenges(
  database: IdentityDatabase,
  { secret, clock, random }: { secret: Uint8Array; clock: () => Date; random: (bytes: number) => Uint8Array },
): Challenges {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'civic-graph passkey challenges', 32));
  const sign = (content: Buffer, { ceremony, boundTo }: ChallengePurpose) =>
    createHmac('sha256', key).update(content).update(`${ceremony} ${boundTo}`).digest();

  return {
    issue(purpose) {
      const time = Buffer.alloc(timeBytes);
      time.writeUIntBE(Math.floor(clock().getTime() / 1000) + challengeSeconds, 0, timeBytes);
      const content = Buffer.concat([random(nonceBytes), time]);
      return Buffer.concat([content, sign(content, purpose)]).toString('base64url');
    },

    async take(challenge, purpose) {
      const bytes = Buffer.from(challenge, 'base64url');
      if (bytes.length !== nonceBytes + timeBytes + digestBytes) return false;
      const content = bytes.subarray(0, nonceBytes + timeBytes);
      if (!timingSafeEqual(bytes.subarray(content.length), sign(content, purpose))) return false;
      const expiresAt = new Date(content.readUIntBE(nonceBytes, timeBytes) * 1000);
      if (expiresAt <= clock()) return false;
      const digest = createHash('sha256').update(bytes).digest('base64url');
      const used = await database
        .insertInto('passkey_challenge')
        .values({ digest, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('digest')
        .executeTakeFirst();
      return used !== undefined;
    },
  };
}
