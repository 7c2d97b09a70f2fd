/** Reasons of the fields that an official declines, by coordinate, while the decision is being written. */
export type Draft = ReadonlyMap<string, string>;

interface DraftField {
  readonly coordinate: string;
  readonly scopes: readonly string[];
}

/** Declines fields; each begins with the latest reason, which is often the same. */
export function decline(draft: Draft, coordinates: readonly string[]): Draft {
  const last = [...draft.values()].findLast((reason) => reason.trim() !== '') ?? '';
  const added = coordinates.filter((coordinate) => !draft.has(coordinate));
  return new Map([...draft, ...added.map((coordinate) => [coordinate, last] as const)]);
}

export function approveAgain(draft: Draft, coordinates: readonly string[]): Draft {
  return new Map([...draft].filter(([coordinate]) => !coordinates.includes(coordinate)));
}

/** Whether each declined field has a reason. */
export function hasReasons(draft: Draft): boolean {
  return [...draft.values()].every((reason) => reason.trim() !== '');
}

/** Whether some fields are declined, but not all. */
export function isPartial(draft: Draft, fields: readonly DraftField[]): boolean {
  return draft.size > 0 && draft.size < fields.length;
}

export function declinedOf(draft: Draft): { coordinate: string; reason: string }[] {
  return [...draft].map(([coordinate, reason]) => ({ coordinate, reason: reason.trim() }));
}

/** Fields by data group; a field that needs several is listed once, with the first. */
export function byGroup<Scope extends { readonly id: string }, Field extends DraftField>({
  scopes,
  fields,
}: {
  readonly scopes: readonly Scope[];
  readonly fields: readonly Field[];
}): { readonly scope: Scope; readonly fields: readonly Field[] }[] {
  const groupOf = (field: Field) => scopes.find(({ id }) => field.scopes.includes(id));
  return scopes
    .map((scope) => ({ scope, fields: fields.filter((field) => groupOf(field) === scope) }))
    .filter((group) => group.fields.length > 0);
}
