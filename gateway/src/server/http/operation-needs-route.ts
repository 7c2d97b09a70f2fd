import { PublicError } from '@civic-graph/errors';
import { refuseOversizedDocument } from '@civic-graph/limits';
import type { PolicyIndex } from '@civic-graph/supergraph/policy-index';
import { createRequestVerifier } from '@civic-graph/tokens';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { documentWork } from '../../admission/admission-queue/document-work.ts';
import type { ParseQueue } from '../../admission/admission-queue/parse-queue.ts';
import { type FieldNeeds, operationNeeds } from '../../admission/authorization/operation-needs.ts';
import type { SharedSecret, SubgraphEndpoint } from '../../subgraphs/transport/subgraph-endpoint.ts';
import { type ReadingContext, readOperation } from '../../supergraph/own-subgraph/read-operation.ts';

export interface NeedsContext extends Omit<ReadingContext, 'admit'> {
  readonly policyIndex: PolicyIndex;
  readonly parseQueue: Pick<ParseQueue, 'step'>;
}

interface OperationNeeds {
  /** Validation errors of the text; empty for a valid operation. */
  readonly problems: readonly string[];
  readonly kind: 'query' | 'mutation' | 'subscription' | null;
  readonly name: string | null;
  readonly fields: readonly FieldNeeds[];
}

const bodyLimit = 1_000_000;
const needsRequest = z.strictObject({ operations: z.array(z.string()).min(1).max(50) });

/**
 * `POST /operation-needs`: tells the identity service which rights operations require in the current
 * supergraph. The identity service approves apps by it, so only requests signed with its shared secret are
 * answered.
 */
export function operationNeedsRoute(
  app: FastifyInstance,
  identity: SubgraphEndpoint & SharedSecret,
  context: () => NeedsContext,
): void {
  const verifier = createRequestVerifier({ secret: identity.secret, keyId: identity.name });
  app.register(async (scope) => {
    // The signature covers the raw bytes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
      done(null, body),
    );
    scope.post('/operation-needs', { bodyLimit }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { method, url: path, headers } = request;
      await verifier.verify({ method, path, headers, body });
      const operations: OperationNeeds[] = [];
      for (const text of readTexts(body)) {
        operations.push(await needsOf(text, context()));
      }
      return reply.header('cache-control', 'no-store').send({ operations });
    });
  });
}

function readTexts(body: Buffer): readonly string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString());
  } catch {
    throw new PublicError('BAD_REQUEST', 'the body is not JSON');
  }
  const request = needsRequest.safeParse(parsed);
  if (!request.success) throw new PublicError('BAD_REQUEST', 'operations: 1 to 50 texts are expected');
  return request.data.operations;
}

async function needsOf(text: string, context: NeedsContext): Promise<OperationNeeds> {
  const { parseQueue, limits } = context;
  const admit = () => parseQueue.step(documentWork(text, refuseOversizedDocument(text, limits)));
  const reading = await readOperation({ text, operationName: null }, { ...context, admit });
  if (reading.kind === 'unreadable')
    return { problems: reading.problems, kind: null, name: null, fields: [] };
  const { operation } = reading.operation;
  return {
    problems: [],
    kind: operation.operation,
    name: operation.name?.value ?? null,
    fields: operationNeeds(reading.operation, context.policyIndex),
  };
}
