/** The result of a sign-in. */
export type SignInOutcome =
  /** `scopes` are those granted, which may be fewer than requested. */
  | { readonly kind: 'signed-in'; readonly scopes: readonly string[] }
  /** `error` is a code of RFC 6749 or OpenID Connect, such as `unmet_authentication_requirements`. */
  | { readonly kind: 'declined'; readonly error: string; readonly description: string | null }
  /** The session has no such pending sign-in: the page was reloaded, or the URL is of another session. */
  | { readonly kind: 'stale' };
