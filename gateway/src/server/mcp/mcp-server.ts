import { asPublicError, describeError, PublicError } from '@civic-graph/errors';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import type { Logger } from 'pino';
import type { OperationResult } from '../../execution/engine.ts';
import { resultText } from '../http/format-answer.ts';
import type { ErrorFormatter } from '../http/mask-error.ts';
import type { ToolCatalogue } from './tool-catalogue.ts';

export interface McpServerOptions {
  readonly mask: ErrorFormatter;
  readonly logger: Logger;
  readonly maxResultCharacters: number;
}

/** The two MCP methods of one request. */
export interface McpMethods {
  listTools(cursor: string | undefined): ReturnType<ToolCatalogue['list']>;
  /** @returns `null` for an unknown tool */
  callTool(
    name: string,
    input: Readonly<Record<string, unknown>>,
    requestId: string | number,
  ): Promise<OperationResult | null>;
}

const info = { name: 'civic-graph', title: 'Public services of the city', version: '0.1.0' };

const instructions = `Each tool is an operation that the agencies have approved for this app. A tool answers with JSON: "data", and "errors" beside it. A field that this caller may not read is null, and its error says what would help; "extensions.consent.url" is where the citizen can agree. Tools of which the caller may read nothing are not listed.`;

/** Creates the SDK's server for one request; it does not outlive the request. */
export function createMcpServer(methods: McpMethods, options: McpServerOptions): Server {
  const server = new Server(info, { capabilities: { tools: {} }, instructions, jsonSchemaValidator });
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) =>
    orMcpError(() => methods.listTools(params?.cursor), options),
  );
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { requestId }) =>
    orMcpError(async () => {
      const result = await methods.callTool(params.name, params.arguments ?? {}, requestId);
      // Not repeated in the message, because it is client input.
      if (result === null)
        throw new RpcError(ErrorCode.InvalidParams, 'There is no such tool. tools/list names all.');
      return toolResult(result, options);
    }, options),
  );
  return server;
}

/** Unused: the SDK would compile a validator for each request. */
const jsonSchemaValidator = {
  getValidator: () => () => {
    throw new Error('this server validates no answers');
  },
};

/** The answer as in GraphQL over HTTP, in one text; an error if there is no data at all. */
function toolResult(
  result: OperationResult,
  { mask, maxResultCharacters }: McpServerOptions,
): CallToolResult {
  const text = resultText(result, mask);
  if (text.length > maxResultCharacters) {
    const size = `The answer has ${text.length} characters, more than ${maxResultCharacters}`;
    const advice = 'Request fewer items. A mutation has taken effect.';
    const error = new PublicError('OPERATION_LIMIT_EXCEEDED', `${size}. ${advice}`);
    return errorResult(resultText({ errors: [error] }, mask));
  }
  const { data, errors } = result;
  const isError = data === undefined || (errors !== undefined && isEmpty(data.toJSON()));
  return isError ? errorResult(text) : { content: [{ type: 'text', text }] };
}

function errorResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}

function isEmpty(data: unknown): boolean {
  return typeof data !== 'object' || data === null || Object.values(data).every((value) => value === null);
}

/** The SDK would send the message of any other error to the client. */
async function orMcpError<T>(work: () => Promise<T>, { logger }: McpServerOptions): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RpcError) throw error;
    const known = asPublicError(error) ?? new PublicError('INTERNAL_SERVER_ERROR');
    if (known.status >= 500 && known.code !== 'OVERLOADED')
      logger.error({ error: describeError(error) }, 'an MCP request failed');
    throw new RpcError(ErrorCode.InternalError, known.message, known.extensions);
  }
}

/** A JSON-RPC error; the SDK's own class repeats the code in the message. */
class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
