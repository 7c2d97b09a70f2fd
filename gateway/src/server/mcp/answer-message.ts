import type { ServerResponse } from 'node:http';
import { PublicError } from '@civic-graph/errors';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import { RequestEnd } from '../http/end-of-request.ts';
import { eventStream } from '../http/media-type.ts';
import type { IdentifyOptions } from '../http/pipeline.ts';
import { stateOf } from '../http/request-state.ts';
import { callTool, type ToolCallOptions } from './call-tool.ts';
import { callerKey } from './caller-key.ts';
import type { AskPerson } from './confirm-mutation.ts';
import type { Elicitations } from './elicitations.ts';
import { createMcpServer, type McpMethods, type McpServerOptions } from './mcp-server.ts';
import { UnknownSession } from './rpc-error-answer.ts';
import { type Session, type Sessions, sessionOf } from './sessions.ts';

export interface MessageOptions extends IdentifyOptions, ToolCallOptions, McpServerOptions {
  readonly sessions: Sessions;
  readonly elicitations: Elicitations;
  /** Deadline of one operation, after a person has confirmed it. */
  readonly deadlineMs: number;
}

/** One authenticated `POST`. */
export interface IncomingMessage {
  readonly request: FastifyRequest;
  readonly response: ServerResponse;
  readonly caller: QuotaCaller;
  readonly callerNow: () => Promise<QuotaCaller>;
  /** Called before and after a person is asked, because waiting is not load. */
  readonly waiting: (isWaiting: boolean) => void;
}

const reply = z.object({ id: z.string() });
const named = z.object({ method: z.string() });

/**
 * Answers one JSON-RPC message. A person's answer goes to the call that waits for it; everything else goes to
 * the SDK's server and transport, which live as long as the request.
 * @throws PublicError if the whole request is refused
 */
export async function answerMessage(incoming: IncomingMessage, options: MessageOptions): Promise<Response> {
  const { request, caller } = incoming;
  const { body } = request;
  if (Array.isArray(body))
    throw new PublicError('BAD_REQUEST', 'Batches are not supported. Send one message.');
  const charged = await options.engine.charge(caller, 1);
  if (charged?.kind === 'refused') throw charged.error;
  const key = callerKey(caller.principal);
  const method = named.safeParse(body).data?.method;
  const session = method === 'initialize' ? sessionOf(body) : sessionIn(request, key, options);
  // A message with an id and no method is a response (JSON-RPC 2.0, section 5).
  const answer = method === undefined ? reply.safeParse(body).data : undefined;
  if (answer !== undefined) {
    const isTaken = await options.elicitations.answer(key, answer.id, body);
    if (!isTaken) throw new PublicError('BAD_REQUEST', 'No question is waiting for this answer.');
    return new Response(null, { status: 202 });
  }
  return exchangeMessages(incoming, { method, session, key }, options);
}

function sessionIn({ headers }: FastifyRequest, key: string, { sessions }: MessageOptions): Session {
  const id = headers['mcp-session-id'];
  if (id === undefined) return { elicits: false };
  const session = typeof id === 'string' ? sessions.find(id, key) : null;
  if (session === null) throw new UnknownSession();
  return session;
}

interface Exchange {
  readonly method: string | undefined;
  readonly session: Session;
  readonly key: string;
}

async function exchangeMessages(
  incoming: IncomingMessage,
  { method, session, key }: Exchange,
  options: MessageOptions,
): Promise<Response> {
  const { request, response } = incoming;
  // Only a call may need a stream for a question.
  const isStreamed = session.elicits && method === 'tools/call';
  if (isStreamed) stateOf(request.raw).answerType = eventStream;
  const transport = new WebStandardStreamableHTTPServerTransport({
    ...(method === 'initialize' && { sessionIdGenerator: () => options.sessions.begin(session, key) }),
    enableJsonResponse: !isStreamed,
  });
  const server = createMcpServer(
    methodsFor(incoming, isStreamed ? { key, transport } : null, options),
    options,
  );
  await server.connect(transport);
  response.once('close', () => void server.close());
  const { accept = '', 'content-type': type = '', 'mcp-protocol-version': version } = request.headers;
  const headers = new Headers({ accept, 'content-type': type });
  if (typeof version === 'string') headers.set('mcp-protocol-version', version);
  const forwarded = new Request('http://gateway.invalid/mcp', { method: 'POST', headers });
  return transport.handleRequest(forwarded, { parsedBody: request.body });
}

function methodsFor(
  incoming: IncomingMessage,
  stream: { readonly key: string; readonly transport: WebStandardStreamableHTTPServerTransport } | null,
  options: MessageOptions,
): McpMethods {
  const { response, caller, callerNow, waiting } = incoming;
  return {
    listTools: (cursor) => options.catalogue.list(caller, cursor),
    callTool: (name, input, requestId) =>
      callTool(
        {
          ...{ name, input, caller, callerNow },
          ask: stream && askThrough(requestId),
          beginOperation: () => new RequestEnd(response, options.deadlineMs),
        },
        options,
      ),
  };

  function askThrough(relatedRequestId: string | number): AskPerson {
    return async (message) => {
      if (stream === null) return 'unanswered';
      const params = { message, requestedSchema: confirmationForm };
      const isPointless = async () => response.closed || (await isRefused(callerNow));
      waiting(true);
      try {
        return await options.elicitations.ask(
          stream.key,
          (id) =>
            stream.transport.send(
              { jsonrpc: '2.0', id, method: 'elicitation/create', params },
              { relatedRequestId },
            ),
          isPointless,
        );
      } finally {
        waiting(false);
      }
    };
  }
}

/** The answer would be refused with the same token. */
function isRefused(callerNow: () => Promise<unknown>): Promise<boolean> {
  return callerNow().then(
    () => false,
    () => true,
  );
}

const confirmationForm = {
  type: 'object',
  properties: { confirm: { type: 'boolean', title: 'Run it', default: false } },
  required: ['confirm'],
};
