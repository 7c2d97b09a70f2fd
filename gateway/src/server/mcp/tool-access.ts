import type { PublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { type FragmentDefinitionNode, Kind, parse, visit } from 'graphql';
import { type Access, accessOf } from '../../admission/authorization/access.ts';
import type { ReadOperation } from '../../admission/authorization/fields-of-operation.ts';
import { filterOperation } from '../../admission/authorization/filter-operation.ts';
import { refusalError } from '../../admission/authorization/refusal-error.ts';
import { explainAccess, type FieldAccess } from '../../admission/explain-access.ts';
import type { SwitchedFields } from '../../admission/kill-switches/switchboard.ts';
import { switchedAccess } from '../../admission/kill-switches/switched-access.ts';
import { asAsked } from '../../lib/graphql/fetch-key.ts';
import { includeAll } from '../../lib/graphql/inclusion.ts';

export interface AccessContext {
  readonly index: PolicyIndex;
  /** Active kill switches; `null` for none. */
  readonly switched: SwitchedFields | null;
  readonly consentUrl: string;
}

/** The part of an operation that one caller may read: nothing, or all except some fields. */
export type ToolAccess =
  | {
      readonly kind: 'none';
      /** Reason for each denied root field. */
      readonly refusals: readonly PublicError[];
    }
  | { readonly kind: 'some'; readonly denied: readonly FieldAccess[] };

/** Decides about an operation with the filter and the decisions of its execution. */
export function toolAccess(
  read: ReadOperation,
  { index, switched, consentUrl }: AccessContext,
  principal: Principal,
): ToolAccess {
  const { schema, document, operation } = read;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const access = switchedAccess(accessOf(index, principal), switched, principal);
  const allowed = filterOperation(schema, operation, fragments, access, includeAll, asAsked);
  // A mutation takes effect even if no part of its result can be read.
  if (allowed === null || (operation.operation === 'query' && !hasValue(allowed)))
    return { kind: 'none', refusals: rootRefusals(read, access, { consentUrl, principal }) };
  const fields = explainAccess(read, { index, switched }, principal, consentUrl);
  return { kind: 'some', denied: fields.filter((field) => !field.allowed) };
}

function rootRefusals(
  { schema, operation }: ReadOperation,
  access: Access,
  told: Parameters<typeof refusalError>[3],
): PublicError[] {
  const root = schema.getRootType(operation.operation)?.name ?? '';
  return operation.selectionSet.selections.flatMap((selection) => {
    const field = selection.kind === Kind.FIELD ? selection.name.value : null;
    const refusal = field === null ? null : access.refusalOf(root, field);
    return refusal === null ? [] : [refusalError(`${root}.${field}`, refusal, null, told)];
  });
}

/** The filter keeps `__typename` if every field of an object is denied. */
function hasValue(filtered: string): boolean {
  let found = false;
  visit(parse(filtered), {
    Field({ name, selectionSet }) {
      if (!selectionSet && name.value !== '__typename') found = true;
    },
  });
  return found;
}
