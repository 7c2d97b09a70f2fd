interface Request<Field> {
  readonly submittedAt: string | null;
  readonly parts: readonly { readonly decision: string | null; readonly fields: readonly Field[] }[];
}

interface Coordinate {
  readonly coordinate: string;
}

/**
 * Fields that agencies have granted with the newest request that one of them has approved, each once.
 * @param requests newest first
 */
export function grantedFields<Field extends Coordinate>(requests: readonly Request<Field>[]): Field[] {
  const approved = requests
    .filter(({ submittedAt }) => submittedAt !== null)
    .map(({ parts }) => parts.filter(({ decision }) => decision === 'APPROVED'));
  const newest = approved.find((parts) => parts.length > 0) ?? [];
  const fields = newest.flatMap((part) => part.fields);
  return [...new Map(fields.map((field) => [field.coordinate, field])).values()];
}

/** Granted fields that no counted call has used. */
export function unusedFields<Field extends Coordinate>(
  granted: readonly Field[],
  usage: readonly { readonly fields: readonly (string | number)[] }[],
): Field[] {
  const used = new Set(usage.flatMap(({ fields }) => fields.map(String)));
  return granted.filter(({ coordinate }) => !used.has(coordinate));
}
