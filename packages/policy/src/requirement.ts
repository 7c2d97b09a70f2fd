/** Data classes, from public to never published. DESIGN "Data classes". */
export const dataClasses = ['C0', 'C1', 'C2', 'C3', 'C4'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Outer list OR, inner list AND, as in `@requiresScopes` and `@policy` (federation 2.6). */
export type AnyOfAllOf = readonly (readonly string[])[];

/**
 * What a caller must satisfy to read one field or type: every part that is present must hold.
 * Written in the schema as `@authenticated`, `@requiresScopes` and `@policy`.
 */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: AnyOfAllOf | null;
  readonly policies: AnyOfAllOf | null;
}

/** What is known of the thing that is read; absent before planning, when no object is at hand yet. */
export interface Resource {
  /** Internal key of the citizen that the object is about. */
  readonly citizenKey?: string | null;
  /** Id of the agency that the object belongs to. */
  readonly agency?: string | null;
  /** Id of the developer account that the object belongs to. */
  readonly developer?: string | null;
}
