import type { Principal } from '@civic-graph/policy';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { explainAccess, type FieldAccess } from '../../admission/explain-access.ts';
import type { SwitchedFields } from '../../admission/kill-switches/switchboard.ts';
import { type OperationText, type ReadingContext, readOperation } from './read-operation.ts';

export interface AccessExplanation {
  /** Why the document cannot be explained. */
  readonly problems: readonly string[];
  readonly fields: readonly FieldAccess[];
}

export interface ExplanationContext extends ReadingContext {
  readonly policyIndex: PolicyIndex;
  /** `null`: no active kill switch. */
  readonly switched: SwitchedFields | null;
  readonly consentUrl: string;
}

/** Explains a document given as text. */
export async function explainDocument(
  text: OperationText,
  principal: Principal,
  context: ExplanationContext,
): Promise<AccessExplanation> {
  const reading = await readOperation(text, context);
  if (reading.kind === 'unreadable') return { problems: reading.problems, fields: [] };
  const { policyIndex: index, switched, consentUrl } = context;
  const fields = explainAccess(reading.operation, { index, switched }, principal, consentUrl);
  return { problems: [], fields };
}
