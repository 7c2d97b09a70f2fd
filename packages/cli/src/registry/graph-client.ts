import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';

/** Sends operations to the graph, as everybody else does. */
export interface GraphClient {
  /** @throws CommandError where the gateway does not answer, or answers with errors */
  send<Data>(operation: string, variables: object, data: z.ZodType<Data>): Promise<Data>;
}

export interface GraphOptions {
  readonly gateway?: string | undefined;
  readonly as?: string | undefined;
}

const defaultGateway = 'http://127.0.0.1:4000';
const timeoutMs = 60_000;

const answer = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional(), remedy: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

/**
 * @throws CommandError where there is no token: `CIVIC_TOKEN`, or `--as` with a persona of a running demo
 */
export async function createGraphClient(
  { gateway, as }: GraphOptions,
  env: Host['env'],
): Promise<GraphClient> {
  const url = gatewayUrl(gateway ?? env.CIVIC_GATEWAY ?? defaultGateway);
  const token = as === undefined ? env.CIVIC_TOKEN : await tokenOf(as, env);
  if (!token) {
    throw new CommandError(
      'no access token: set CIVIC_TOKEN, or name an official of the running demo with --as, such as --as admin',
    );
  }
  return {
    async send(operation, variables, data) {
      const { data: received, errors = [] } = await post(url, token, { query: operation, variables });
      if (errors.length > 0) {
        const lines = errors.map(({ message, extensions }) =>
          extensions?.code === undefined ? message : `${extensions.code}: ${message}`,
        );
        throw new CommandError([...new Set(lines)].join('\n'));
      }
      return data.parse(received);
    },
  };
}

function gatewayUrl(text: string): URL {
  if (!/^https?:/.test(text) || !URL.canParse(text)) {
    throw new CommandError(`${text} is not the URL of a gateway; write one such as ${defaultGateway}`);
  }
  return new URL('/graphql', text);
}

async function tokenOf(persona: string, env: Host['env']): Promise<string> {
  const { findIssuer, requestToken } = await import('@civic-graph/launcher');
  const { refusedByDemo } = await import('../refused-by-demo.ts');
  return refusedByDemo(async () => requestToken(await findIssuer(env), { persona }));
}

async function post(url: URL, token: string, body: object): Promise<z.infer<typeof answer>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    throw new CommandError(
      `${url.origin} does not answer; start the gateway, or name another with --gateway`,
    );
  }
  const parsed = answer.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new CommandError(`${url.origin} answers with status ${response.status} and no GraphQL response`);
}

const running = z.object({ __typename: z.literal('CheckRunning'), retryAfterSeconds: z.number() });

/** Repeats a call while its check runs. */
export async function untilChecked<Result extends { readonly __typename: string }>(
  call: () => Promise<Result>,
  onWait: () => void,
): Promise<Result> {
  for (;;) {
    const result = await call();
    const still = running.safeParse(result);
    if (!still.success) return result;
    onWait();
    await sleep(still.data.retryAfterSeconds * 1_000);
  }
}
