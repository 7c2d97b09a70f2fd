const prefix = 'urn:civic-graph:sign-in:';

/**
 * `amr` of a session by an upstream provider or a passkey. The OpenID provider stores `amr` with sessions and
 * publishes it in no token, so each session names its sign-in.
 */
export function signInMark(id: string): string {
  return prefix + id;
}

/** Returns the sign-in of a session; null for the test login. */
export function markedSignIn(amr: readonly string[] | undefined): string | null {
  const [mark] = amr ?? [];
  return mark?.startsWith(prefix) ? mark.slice(prefix.length) : null;
}
