/** The reason for a missing part of an answer. Switch on `kind`. */
export type Refusal =
  | ConsentNeeded
  | StepUpNeeded
  | SignInNeeded
  | SwitchedOff
  | RateLimited
  | Unavailable
  | NotSafelisted
  | Hidden
  | Failed;

interface About {
  /** Stable error code. */
  readonly code: string;
  /** For developers, in English. */
  readonly message: string;
  /** The missing part; `null` if the whole operation is refused. */
  readonly path: readonly (string | number)[] | null;
  /** The refused field of the schema, such as `Citizen.transitPasses`. */
  readonly coordinate: string | null;
  /** `extensions` of the error. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The field needs the citizen's consent: send the citizen to `session.signIn(refusal)`. */
export interface ConsentNeeded extends About {
  readonly kind: 'consent-needed';
  readonly scopes: readonly string[];
  readonly purpose: string;
  /** Authorization request that `signIn` completes. */
  readonly url: string;
}

/** The field needs a higher assurance level: send the citizen to `session.signIn(refusal)`. */
export interface StepUpNeeded extends About {
  readonly kind: 'step-up-needed';
  /** `acr_values` (RFC 9470). */
  readonly acrValues: string;
}

/** Nobody is signed in, or the session has ended: send the citizen to `session.signIn()`. */
export interface SignInNeeded extends About {
  readonly kind: 'sign-in-needed';
}

/** An agency has switched the field off: show `notice`. */
export interface SwitchedOff extends About {
  readonly kind: 'switched-off';
  readonly notice: string;
  readonly agency: string | null;
  /** Date and time (RFC 3339). */
  readonly since: string | null;
}

/** A quota is exhausted. */
export interface RateLimited extends About {
  readonly kind: 'rate-limited';
  /** Name of the quota, such as `app`, `person` or `address`. */
  readonly quota: string | null;
  readonly retryAfterSeconds: number | null;
}

/** The gateway or an agency cannot answer at present: retry. */
export interface Unavailable extends About {
  readonly kind: 'unavailable';
  readonly retryAfterSeconds: number | null;
}

/** The safelist of the app is enforced and does not contain the operation. */
export interface NotSafelisted extends About {
  readonly kind: 'not-safelisted';
}

/** The caller may not read the field, and the citizen cannot change that. */
export interface Hidden extends About {
  readonly kind: 'hidden';
  /** Says who may read the field, for developers. */
  readonly remedy: string | null;
}

/** Anything else, such as a wrong argument. */
export interface Failed extends About {
  readonly kind: 'failed';
}
