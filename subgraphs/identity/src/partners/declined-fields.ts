import type { FieldNeed } from './derive-needs.ts';
import { fieldsOfPart } from './parts-of-request.ts';
import type { AccessRequestPartRow, DeclinedField } from './tables.ts';

/** `refused`: nothing can be declined of a refused part. `all`: nothing of the part would be left. */
export type DeclineProblem =
  | { readonly kind: 'refused' | 'all' }
  | { readonly kind: 'not-in-part' | 'twice'; readonly coordinate: string };

/** What is wrong with the fields that an agency declines of its part; `undefined` if nothing. */
export function problemWithDeclined(
  declined: readonly DeclinedField[],
  decision: 'approved' | 'refused',
  fields: readonly FieldNeed[],
): DeclineProblem | undefined {
  const coordinates = declined.map(({ coordinate }) => coordinate);
  if (declined.length > 0 && decision === 'refused') return { kind: 'refused' };
  const foreign = coordinates.find((each) => !fields.some(({ coordinate }) => coordinate === each));
  if (foreign !== undefined) return { kind: 'not-in-part', coordinate: foreign };
  const again = coordinates.find((each, at) => coordinates.indexOf(each) !== at);
  if (again !== undefined) return { kind: 'twice', coordinate: again };
  return declined.length > 0 && declined.length === fields.length ? { kind: 'all' } : undefined;
}

type Part = Pick<AccessRequestPartRow, 'scopes' | 'decision' | 'declined'>;

/**
 * Scopes that an app gets: every agency that was asked for them approves them, and some field that needs them
 * is not declined.
 */
export function grantedScopes(parts: readonly Part[], fields: readonly FieldNeed[]): string[] {
  const declined = declinedIn(parts);
  const used = fields.flatMap(({ coordinate, scopes }) => (declined.has(coordinate) ? [] : scopes));
  return parts
    .flatMap(({ scopes }) => scopes)
    .filter((scope) => used.includes(scope))
    .filter((scope) =>
      parts.every(({ scopes, decision }) => !scopes.includes(scope) || decision === 'approved'),
    );
}

/**
 * Fields that stay closed to an app although it holds their scopes. A field that was declined once stays
 * declined until a later request asks for it and every agency concerned approves it.
 */
export function declinedFields(
  before: readonly string[],
  parts: readonly Part[],
  fields: readonly FieldNeed[],
): string[] {
  const declined = declinedIn(parts);
  const approved = new Set(
    fields
      .filter(({ coordinate }) => !declined.has(coordinate))
      .filter((field) =>
        parts.every((part) => part.decision === 'approved' || fieldsOfPart(part, [field]).length === 0),
      )
      .map(({ coordinate }) => coordinate),
  );
  return [...new Set([...before.filter((coordinate) => !approved.has(coordinate)), ...declined])].sort();
}

/** @param fields coordinates that an operation reads; null if unknown */
export function readsNoneOf(declined: readonly string[], fields: readonly string[] | null): boolean {
  return declined.length === 0 || (fields !== null && !fields.some((field) => declined.includes(field)));
}

function declinedIn(parts: readonly Part[]): Set<string> {
  return new Set(parts.flatMap((part) => part.declined.map(({ coordinate }) => coordinate)));
}
