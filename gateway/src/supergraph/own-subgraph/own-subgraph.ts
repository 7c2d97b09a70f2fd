import { readFileSync } from 'node:fs';
import { PublicError } from '@civic-graph/errors';
import type { SubgraphDefinition } from '@civic-graph/supergraph';
import { buildASTSchema, execute, parse } from 'graphql';
import { admitNewDocument, type NewDocumentOptions } from '../../admission/admission-queue/new-documents.ts';
import type { ShownSetting } from '../../config/shown-settings.ts';
import { ownName } from '../../lib/graphql/own-name.ts';
import type { CallContext, SubgraphAnswer, SubgraphPort } from '../../subgraphs/subgraph-port.ts';
import { readAnswer } from '../../subgraphs/transport/read-answer.ts';
import { type ExplanationContext, explainDocument } from './explain-document.ts';
import { type SwitchContext, switchFields } from './switch-fields.ts';

const sdl = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');

/**
 * The gateway's own subgraph, composed with the agencies'. A supergraph composed without it is served without
 * these fields.
 */
export const ownSubgraph: SubgraphDefinition = {
  name: ownName,
  url: 'http://gateway.invalid/graphql',
  sdl,
};

export interface OwnContext extends Omit<ExplanationContext, 'admit'>, NewDocumentOptions {
  readonly switches: SwitchContext;
  readonly settings: readonly ShownSetting[];
}

// Composition handles its directives.
const schema = buildASTSchema(parse(sdl), { assumeValid: true });

/** Answers calls to the gateway's own subgraph in this process; all others are passed to `inner`. */
export function withOwnSubgraph(inner: SubgraphPort, context: () => OwnContext): SubgraphPort {
  return {
    call: (operation, variables, call) =>
      operation.subgraph === ownSubgraph.name
        ? answer(operation.text, variables, call, context())
        : inner.call(operation, variables, call),
  };
}

async function answer(
  text: string,
  variableValues: Readonly<Record<string, unknown>>,
  { principal, requestId, freshness, signal, network = '' }: CallContext,
  context: OwnContext,
): Promise<SubgraphAnswer> {
  // The answer depends on the caller, so it must not be cached.
  freshness?.limit(0);
  let explanations = 0;
  const rootValue = {
    async explainAccess({ operation, operationName = null }: ExplainArguments) {
      explanations += 1;
      // Many aliases would make it many documents, each as large as a request may be.
      if (explanations > 1)
        throw new PublicError('OPERATION_LIMIT_EXCEEDED', 'A request may ask for one explanation only.');
      const admit = () => admitNewDocument(operation, { principal, network }, signal, context);
      return explainDocument({ text: operation, operationName }, principal, { ...context, admit });
    },
    gatewaySettings: context.settings,
    ...switchFields(context.switches, { principal, requestId }),
  };
  const result = await execute({ schema, document: parse(text), variableValues, rootValue });
  // Parsed like any subgraph's answer: plain data and public errors.
  return readAnswer(JSON.stringify(result));
}

interface ExplainArguments {
  readonly operation: string;
  readonly operationName?: string | null;
}
