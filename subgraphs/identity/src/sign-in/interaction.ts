import type { AssuranceLevel } from '@civic-graph/policy';
import type { Device } from '../issuer/device-flow/device.ts';
import type { Issuer } from '../issuer/issuer.ts';
import type { Passkeys } from '../passkeys/passkeys.ts';
import type { Upstream } from './upstream/upstream.ts';

export type Step = 'login' | 'consent';

/** A sign-in in progress, as the pages need it. */
export interface Interaction {
  readonly uid: string;
  readonly step: Step;
  /** Path of the interaction; forms post to paths below it. */
  readonly action: string;
  readonly clientId: string;
  /** Absent for a device, which polls for the outcome. */
  readonly redirectUri: string | undefined;
  /** The device that is signed in (RFC 8628); null for an app in the browser. */
  readonly device: Device | null;
  /** All scopes of the request, including OpenID's. */
  readonly scopes: readonly string[];
  readonly purpose: unknown;
  readonly accountId: string | undefined;
  readonly acr: string | undefined;
  /** Of the session; names its upstream sign-in. */
  readonly amr: readonly string[] | undefined;
  readonly session: string | undefined;
  /** Minimum level that the app requests. */
  readonly needed: AssuranceLevel | null;
  /** Whether this is only a step-up of the signed-in person. */
  readonly isStepUp: boolean;
  /** Whether an earlier sign-in does not count. */
  readonly isFresh: boolean;
  /** Greatest age of the sign-in that the app accepts, in seconds; null for any. */
  readonly maxAge: number | null;
  /** The person's browser in words; empty if it is not known. */
  readonly browser: string;
  readonly formKey: string;
  readonly testLogin: boolean;
  readonly upstream: Upstream;
  readonly passkeys: Passkeys;
  readonly issuer: Issuer;
}

/** Result of a form: an answer to the provider, or a page with the problem. */
export type Outcome =
  | { readonly kind: 'decided'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: 'page'; readonly status: number; readonly html: string };
