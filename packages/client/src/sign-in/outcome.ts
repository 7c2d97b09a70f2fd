/** What came of a sign-in. */
export type SignInOutcome =
  /** `scopes`: what the session may use now, which can be less than was asked for. */
  | { readonly kind: 'signed-in'; readonly scopes: readonly string[] }
  /** The citizen or the issuer said no. `error` is `access_denied`, `unmet_authentication_requirements`, … */
  | { readonly kind: 'declined'; readonly error: string; readonly description: string | null }
  /**
   * This session waits for no such sign-in: the page was reloaded, or the address comes from somebody else.
   */
  | { readonly kind: 'stale' };
