/** This issuer as a relying party (Web Authentication Level 3, section 4). */
export interface RelyingParty {
  /** Host of the issuer: authenticators scope keys to it, so a new host loses all keys. */
  readonly id: string;
  readonly origin: string;
}

/** Reads the configuration alone: `Host` and forwarded headers of requests are not trusted. */
export function relyingParty(issuer: string): RelyingParty {
  const { hostname, origin } = new URL(issuer);
  return { id: hostname, origin };
}
