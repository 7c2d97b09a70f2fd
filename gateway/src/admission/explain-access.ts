import type { AnyOfAllOf, DataClass, Principal, Requirement } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { accessOf, type Refusal } from './authorization/access.ts';
import { fieldsOfOperation, type ReadOperation } from './authorization/fields-of-operation.ts';
import { remedyFor } from './authorization/refusal-error.ts';
import type { SwitchedFields } from './kill-switches/switchboard.ts';
import { switchedAccess } from './kill-switches/switched-access.ts';

/** Why a caller may or may not read one field of an operation. */
export interface FieldAccess {
  /** The object type: a field of an interface or union appears once for each possible type. */
  readonly coordinate: string;
  readonly allowed: boolean;
  readonly dataClass: DataClass | null;
  /** The subgraphs that resolve it, for questions about it. */
  readonly owners: readonly string[];
  /** All rules that guard it, as written in a schema. */
  readonly rules: readonly string[];
  /** The first unmet rule; `switchedOff` before all others. */
  readonly rule: Refusal['rule'] | null;
  /** Missing scopes and policies, per alternative. */
  readonly missing: AnyOfAllOf;
  /** How to get access. */
  readonly remedy: string | null;
}

/**
 * Judges every field of an operation for one caller, also fields below a denied one and fields that
 * `@include` excludes, because the answer covers the whole operation.
 */
export function explainAccess(
  operation: ReadOperation,
  {
    index,
    switched,
  }: {
    readonly index: PolicyIndex;
    /** The active kill switches of this supergraph; `null`: none. */
    readonly switched: SwitchedFields | null;
  },
  principal: Principal,
  consentUrl: string,
): FieldAccess[] {
  const access = switchedAccess(accessOf(index, principal), switched, principal);
  return fieldsOfOperation(operation).flatMap(({ coordinate, typeName, fieldName }) => {
    const requirements = index.requirementsOf(typeName, fieldName);
    const refusal = access.refusalOf(typeName, fieldName);
    // An object's type is public unless a rule guards it.
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

/** A requirement in an agency's notation. */
export function asWritten({ authenticated, scopes, policies }: Requirement): string[] {
  return [
    ...(authenticated ? ['@authenticated'] : []),
    ...(scopes ? [`@requiresScopes(scopes: ${JSON.stringify(scopes)})`] : []),
    ...(policies ? [`@policy(policies: ${JSON.stringify(policies)})`] : []),
  ];
}
