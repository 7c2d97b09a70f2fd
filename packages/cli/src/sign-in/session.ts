import { z } from 'zod';

/** A sign-in at one issuer, as its file has it. */
export const sessionSchema = z.strictObject({
  formatVersion: z.literal(1),
  issuer: z.url(),
  /** The only gateway that is given the token. */
  gateway: z.url(),
  /** Name of the account, such as `operator-transport`. */
  account: z.string(),
  signedInAt: z.iso.datetime(),
  accessToken: z.string(),
  /** Seconds since the epoch. */
  expiresAt: z.int(),
  refreshToken: z.string(),
});

export type Session = Readonly<z.infer<typeof sessionSchema>>;
