import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';

/** The pages that the provider shows by itself, outside an interaction. Written in `sign-in/`. */
export interface ProviderPages {
  /** Asks whether to sign out. `form` is the provider's form, which the page's buttons send off. */
  signOut(ctx: KoaContextWithOIDC, form: string): void;
  /**
   * Asked to sign out without being signed in. `form` leads on, back to the app where it named a way back.
   */
  notSignedIn(ctx: KoaContextWithOIDC, form: string): void;
  signedOut(ctx: KoaContextWithOIDC): void;
  /** An authorization request that cannot be sent back to the app, because its sender is not known. */
  failed(ctx: KoaContextWithOIDC, error: ErrorOut): void;
}
