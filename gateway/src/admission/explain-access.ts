import type { AnyOfAllOf, DataClass, Principal, Requirement } from '@civic-graph/policy';
import { accessOf, type Refusal } from './authorization/access.ts';
import { fieldsOfOperation, type ReadOperation } from './authorization/fields-of-operation.ts';
import type { PolicyIndex } from './authorization/policy-index.ts';
import { remedyFor } from './authorization/refusal-error.ts';
import type { SwitchedFields } from './kill-switches/switchboard.ts';
import { switchedAccess } from './kill-switches/switched-access.ts';

/** Why a caller may or may not read one field that an operation asks for. */
export interface FieldAccess {
  /**
   * Of the object type: a field of an interface or a member of a union stands once for each type it can be
   * of.
   */
  readonly coordinate: string;
  readonly allowed: boolean;
  readonly dataClass: DataClass | null;
  /** The subgraphs that answer for it: whom to ask. */
  readonly owners: readonly string[];
  /** All rules that guard it, as they are written in a schema. */
  readonly rules: readonly string[];
  /** The first rule that is not met; `switchedOff` before all others. */
  readonly rule: Refusal['rule'] | null;
  /** What the caller lacks, alternative by alternative. */
  readonly missing: AnyOfAllOf;
  /** How to come by it. */
  readonly remedy: string | null;
}

/**
 * Judges every field of an operation for one caller, also those below a denied one and those that `@include`
 * leaves out: whoever asks wants to know what the whole operation takes.
 */
export function explainAccess(
  operation: ReadOperation,
  {
    index,
    switched,
  }: {
    readonly index: PolicyIndex;
    /** What is switched off in the same supergraph; `null`: nothing. */
    readonly switched: SwitchedFields | null;
  },
  principal: Principal,
  consentUrl: string,
): FieldAccess[] {
  const access = switchedAccess(accessOf(index, principal), switched, principal);
  return fieldsOfOperation(operation).flatMap(({ coordinate, typeName, fieldName }) => {
    const requirements = index.requirementsOf(typeName, fieldName);
    const refusal = access.refusalOf(typeName, fieldName);
    // That an object has a type is nobody's data, unless a rule makes it so.
    if (fieldName === '__typename' && requirements.length === 0 && refusal === null) return [];
    return [
      {
        coordinate,
        allowed: refusal === null,
        dataClass: index.classOf(typeName, fieldName) ?? null,
        owners: index.ownersOf(typeName, fieldName),
        rules: [...new Set(requirements.flatMap(asWritten))],
        rule: refusal?.rule ?? null,
        missing: refusal?.missing ?? [],
        remedy: refusal && remedyFor(refusal, consentUrl),
      },
    ];
  });
}

/** A requirement as an agency writes it. */
export function asWritten({ authenticated, scopes, policies }: Requirement): string[] {
  return [
    ...(authenticated ? ['@authenticated'] : []),
    ...(scopes ? [`@requiresScopes(scopes: ${JSON.stringify(scopes)})`] : []),
    ...(policies ? [`@policy(policies: ${JSON.stringify(policies)})`] : []),
  ];
}
