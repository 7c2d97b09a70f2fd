import type { AssuranceLevel } from '@civic-graph/policy';
import type { Issuer } from '../issuer/issuer.ts';

export type Step = 'login' | 'consent';

/** A sign-in under way, as the pages need it. */
export interface Interaction {
  readonly uid: string;
  readonly step: Step;
  /** Path of the interaction; forms are sent to paths below it. */
  readonly action: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** All scopes of the request, those of OpenID included. */
  readonly scopes: readonly string[];
  readonly purpose: unknown;
  readonly accountId: string | undefined;
  readonly acr: string | undefined;
  readonly session: string | undefined;
  /** The level that the app asks for at least. */
  readonly needed: AssuranceLevel | null;
  /** Whether who is signed in has to prove more surely that it is he, and nothing else. */
  readonly isStepUp: boolean;
  readonly formKey: string;
  readonly testLogin: boolean;
  readonly issuer: Issuer;
}

/** What a form led to: what the provider is told, or a page that says what is wrong with the form. */
export type Outcome =
  | { readonly kind: 'decided'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: 'page'; readonly status: number; readonly html: string };
