/** Why something is missing from an answer. Switch on `kind`. */
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
  /** A code of the table of errors. */
  readonly code: string;
  /** For developers, in English. */
  readonly message: string;
  /** Where the answer lacks something; `null` where the whole answer does. */
  readonly path: readonly (string | number)[] | null;
  /** The field of the schema, such as `Citizen.transitPasses`, where the refusal is about one. */
  readonly coordinate: string | null;
  /** All that the gateway says about it. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** The citizen's consent would open the field: send them to `session.signIn(refusal)`. */
export interface ConsentNeeded extends About {
  readonly kind: 'consent-needed';
  readonly scopes: readonly string[];
  readonly purpose: string;
  /** The authorization request, which `signIn` completes. */
  readonly url: string;
}

/** A sign-in at a higher level of assurance would open the field: send them to `session.signIn(refusal)`. */
export interface StepUpNeeded extends About {
  readonly kind: 'step-up-needed';
  /** Values of RFC 9470. */
  readonly acrValues: string;
}

/** Nobody is signed in, or the sign-in has ended: send the citizen to `session.signIn()`. */
export interface SignInNeeded extends About {
  readonly kind: 'sign-in-needed';
}

/** An agency has switched the field off. Show `notice`. */
export interface SwitchedOff extends About {
  readonly kind: 'switched-off';
  readonly notice: string;
  readonly agency: string | null;
  /** RFC 3339. */
  readonly since: string | null;
}

/** A quota is exhausted. */
export interface RateLimited extends About {
  readonly kind: 'rate-limited';
  /** `app`, `person` or `address`, where the gateway says so. */
  readonly quota: string | null;
  readonly retryAfterSeconds: number | null;
}

/** The gateway or an agency cannot answer at present. */
export interface Unavailable extends About {
  readonly kind: 'unavailable';
  readonly retryAfterSeconds: number | null;
}

/** The app is held to its approved operations, and this is none of them. */
export interface NotSafelisted extends About {
  readonly kind: 'not-safelisted';
}

/** The caller may not read the field, and nothing that the citizen can do opens it. */
export interface Hidden extends About {
  readonly kind: 'hidden';
  /** Who may read it, in words for developers. */
  readonly remedy: string | null;
}

/** Anything else, such as a wrong argument. */
export interface Failed extends About {
  readonly kind: 'failed';
}
