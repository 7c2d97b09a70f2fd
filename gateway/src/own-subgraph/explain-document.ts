import { asPublicError } from '@civic-graph/errors';
import type { Principal } from '@civic-graph/policy';
import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
} from 'graphql';
import { explainAccess, type FieldAccess } from '../authorization/explain-access.ts';
import type { PolicyIndex } from '../authorization/policy-index.ts';
import { type DocumentLimits, refuseDeepDocument } from '../limits/document-nesting.ts';
import { type OperationLimits, refuseOversized } from '../limits/operation-size.ts';
import type { SwitchedFields } from '../switches/switchboard.ts';

export interface AccessExplanation {
  /** Why the document cannot be explained. */
  readonly problems: readonly string[];
  readonly fields: readonly FieldAccess[];
}

export interface DocumentToExplain {
  readonly text: string;
  readonly operationName: string | null;
}

export interface ExplanationContext {
  readonly schema: GraphQLSchema;
  readonly policyIndex: PolicyIndex;
  /** `null`: nothing is switched off. */
  readonly switched: SwitchedFields | null;
  readonly limits: OperationLimits & DocumentLimits;
  readonly consentUrl: string;
}

/** Names that are like one that the schema does not have are for the console, not for everybody. */
const validation = { maxErrors: 10, hideSuggestions: true };

/**
 * Explains a document that came as text. It is held to every limit that it would be held to if it were run, so that a
 * text costs no more than a request.
 */
export function explainDocument(
  { text, operationName }: DocumentToExplain,
  principal: Principal,
  { schema, policyIndex, switched, limits, consentUrl }: ExplanationContext,
): AccessExplanation {
  try {
    refuseDeepDocument(text, limits);
    const document = parse(text, { maxTokens: limits.maxTokens });
    const errors = validate(schema, document, undefined, validation);
    if (errors.length > 0) return { problems: errors.map(({ message }) => message), fields: [] };
    const operation = getOperationAST(document, operationName);
    if (!operation) return { problems: ['operationName names none of the operations.'], fields: [] };
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    refuseOversized(operation, new Map(fragments.map(named)), limits);
    const fields = explainAccess(
      { schema, document, operation },
      { index: policyIndex, switched },
      principal,
      consentUrl,
    );
    return { problems: [], fields };
  } catch (error) {
    // The document's own fault; anything else is ours.
    if (!(error instanceof GraphQLError) && asPublicError(error) === undefined) throw error;
    return { problems: [error instanceof Error ? error.message : String(error)], fields: [] };
  }
}

function named(fragment: FragmentDefinitionNode): [string, FragmentDefinitionNode] {
  return [fragment.name.value, fragment];
}
