import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DocumentNode, execute, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import type { Faults } from './faults.fixture.ts';
import { type Context, librarySchemaWith } from './resolvers.fixture.ts';
import { type VerifierOptions, verifyCall } from './signature.fixture.ts';

const heartbeatMs = 50;

export interface LibraryServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A subgraph on only Node.js and GraphQL.js that follows the protocol, except for its faults. */
export async function startLibrary(options: VerifierOptions): Promise<LibraryServer> {
  const schema = librarySchemaWith(options.faults);
  const nonces = new Set<string>();
  const documents = new Map<string, DocumentNode | null>();
  const server = createServer((request, response) => {
    answer(request, response, { ...options, schema, nonces, documents }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Served extends VerifierOptions {
  readonly schema: GraphQLSchema;
  readonly nonces: Set<string>;
  /** Documents by their text; `null` if they are invalid. */
  readonly documents: Map<string, DocumentNode | null>;
}

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { faults, schema, nonces, documents } = served;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const { method = '', url: path = '', headers } = request;
  const wantsEvents = headers.accept?.startsWith('text/event-stream') ?? false;
  const send = (status: number, content: object) => sendJson(response, status, content, faults);
  const refuse = (code: string) => send(401, { errors: [{ message: code, extensions: { code } }] });

  if (faults.has('answers GET') && method === 'GET') return send(200, { data: { __typename: 'Query' } });
  const isOpen =
    (faults.has('unsigned _service') && body.includes('_service') && !headers.signature) ||
    (faults.has('streams without a signature') && wantsEvents && !headers.signature);
  const verified = isOpen
    ? { principal: { kind: 'anonymous' as const }, nonce: '' }
    : verifyCall({ method, path, headers, body }, served);
  if ('code' in verified) return refuse(verified.code);
  if (faults.has('answers nothing')) return send(200, {});

  const { query, variables } = JSON.parse(body.toString()) as {
    query: string;
    variables: Record<string, unknown>;
  };
  const document = documents.get(query) ?? parsed(query, schema);
  documents.set(query, document);
  if (document === null) {
    if (!faults.has('redirects errors')) return send(400, { errors: [{ message: 'wrong document' }] });
    response.setHeader('location', '/elsewhere');
    return send(302, { errors: [{ message: 'wrong document' }] });
  }
  const operation = getOperationAST(document)?.operation;
  const isMutation = faults.has('takes a mutation by its first word')
    ? query.startsWith('mutation')
    : operation === 'mutation';
  const isUsedUp =
    (isMutation && !faults.has('forgets nonces')) ||
    (operation === 'subscription' && !faults.has('forgets nonces of streams')) ||
    (operation === 'query' && faults.has('remembers nonces of queries'));
  if (isUsedUp) {
    if (nonces.has(verified.nonce)) return refuse('SIGNATURE_REPLAYED');
    if (faults.has('notes nonces late')) await new Promise((resolve) => setTimeout(resolve, 200));
    nonces.add(verified.nonce);
  }
  const contextValue: Context = { principal: verified.principal };
  const run = (rootValue: unknown) =>
    execute({ schema, document, variableValues: variables ?? {}, contextValue, rootValue });
  if (operation !== 'subscription') return send(200, await run(undefined));
  return stream(response, query, run, faults);
}

function parsed(query: string, schema: GraphQLSchema): DocumentNode | null {
  try {
    const document = parse(query);
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}

function sendJson(response: ServerResponse, status: number, content: object, faults: Faults): void {
  const text = JSON.stringify(content);
  response.statusCode = status;
  response.setHeader('content-type', faults.has('writes text/plain') ? 'text/plain' : 'application/json');
  if (faults.has('ends with the connection')) response.useChunkedEncodingByDefault = false;
  if (faults.has('closes idle connections')) {
    response.once('finish', () => setTimeout(() => response.req.socket.destroy(), 20));
  }
  // In two parts, so that the length is not known in advance.
  response.write(text.slice(0, 1));
  response.end(text.slice(1));
}

async function stream(
  response: ServerResponse,
  query: string,
  run: (event: unknown) => unknown,
  faults: Faults,
): Promise<void> {
  const first = await run({ countdown: 0, loanUpdated: { id: 'L1', uin: 'CTZ-1' } });
  const { errors } = first as { errors?: object[] };
  if (errors) return sendJson(response, 200, first as object, faults);
  const type = faults.has('streams as text/plain') ? 'text/plain' : 'text/event-stream';
  response.writeHead(200, { 'content-type': type });
  const isEnding = query.includes('countdown');
  const name = faults.has('names events message') ? '' : 'event: next\n';
  const isSilent = faults.has('sends nothing at first') && !isEnding;
  response.flushHeaders();
  if (!isSilent) response.write(`${name}data: ${JSON.stringify(first)}\n\n`);
  if (isEnding) {
    const end = faults.has('ends streams without complete') ? '' : 'event: complete\ndata: \n\n';
    setTimeout(() => response.end(end), 30);
    return;
  }
  if (faults.has('sends no heartbeat')) return;
  const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
  response.once('close', () => clearInterval(heartbeat));
}
