import type { ClientAuthentication } from './client-authentication.ts';
import type { AssuranceRule } from './vouched-level.ts';

/** An upstream OpenID Connect provider, as the operator has configured it. */
export interface ProviderSettings {
  /** Part of the redirect URI, and of every link. */
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly issuer: string;
  readonly clientId: string;
  readonly authentication: ClientAuthentication;
  readonly scopes: readonly string[];
  /** Sign-ins that the provider vouches for, and the level of each here. */
  readonly assurance: readonly AssuranceRule[];
  /** Who may sign in, and the claim that identifies the person. */
  readonly people: Readonly<Partial<Record<'citizen' | 'official' | 'developer', string>>>;
}
