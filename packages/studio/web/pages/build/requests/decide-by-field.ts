import type { AccessDecisionMade } from '../../../graph/operations.ts';

export interface DecidingPart {
  readonly agency: { readonly name: string };
  readonly fields: readonly { readonly coordinate: string; readonly description: string | null }[];
  readonly decision: AccessDecisionMade | null;
  readonly reason: string | null;
  readonly declined: readonly { readonly coordinate: string; readonly reason: string }[];
}

export interface DecidedField {
  readonly coordinate: string;
  readonly description: string | null;
  /** Null while an agency has not decided, and none has refused. */
  readonly decision: AccessDecisionMade | null;
  /** Of the agencies that refuse the field. */
  readonly reasons: readonly { readonly agency: string; readonly reason: string }[];
}

/** The decision on each field of a request: approved once every agency that was asked approves it. */
export function decideByField(parts: readonly DecidingPart[]): DecidedField[] {
  const fields = new Map(parts.flatMap((part) => part.fields.map((field) => [field.coordinate, field])));
  return [...fields.values()].map(({ coordinate, description }) => {
    const asked = parts.filter((part) => part.fields.some((field) => field.coordinate === coordinate));
    const reasons = asked.flatMap((part) => refusalOf(part, coordinate));
    const isOpen = asked.some(({ decision }) => decision === null);
    const decision = reasons.length > 0 ? 'REFUSED' : isOpen ? null : 'APPROVED';
    return { coordinate, description, decision, reasons };
  });
}

function refusalOf({ agency, decision, reason, declined }: DecidingPart, coordinate: string) {
  const own = declined.find((field) => field.coordinate === coordinate);
  if (own !== undefined) return [{ agency: agency.name, reason: own.reason }];
  return decision === 'REFUSED' ? [{ agency: agency.name, reason: reason ?? '' }] : [];
}
