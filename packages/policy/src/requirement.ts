/** Data classes, from public to never published. DESIGN "Data classes". */
export const dataClasses = ['C0', 'C1', 'C2', 'C3', 'C4'] as const;
export type DataClass = (typeof dataClasses)[number];

/** Outer list OR, inner list AND, as in `@requiresScopes` and `@policy` (federation 2.6). */
export type AnyOfAllOf = readonly (readonly string[])[];

/**
 * Requirements to read one field or type; every part that is present must hold. The schema states them as
 * `@authenticated`, `@requiresScopes` and `@policy`.
 */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: AnyOfAllOf | null;
  readonly policies: AnyOfAllOf | null;
}

/** Known facts about the object; absent before planning. */
export interface Resource {
  /** Internal key of the citizen whom the object is about. */
  readonly citizenKey?: string | null;
  /** Id of the agency that owns the object. */
  readonly agency?: string | null;
  /** Id of the developer account that owns the object. */
  readonly developer?: string | null;
}
