import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

/** Pages outside an interaction. Implemented in `sign-in/`. */
export interface ProviderPages {
  /** Asks whether to sign out. `form` is the provider's form, which the page's buttons submit. */
  signOut(ctx: KoaContextWithOIDC, form: string): void;
  /** Sign-out without a session. `form` continues, back to the app if the request named a URL. */
  notSignedIn(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
  /** An authorization request that cannot return to its app, because the sender is unknown. */
  failed(ctx: KoaContextWithOIDC, error: ErrorOut): void;
}
