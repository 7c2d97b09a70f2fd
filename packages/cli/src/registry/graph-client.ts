import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { findToken, type TokenOptions } from '../sign-in/access-token.ts';
import { chosenGateway } from '../sign-in/chosen-gateway.ts';
import { safeUrl, serverUrl } from '../sign-in/safe-url.ts';

/** Sends operations to the graph, as everybody else does. */
export interface GraphClient {
  /** @throws CommandError if the gateway does not answer, or answers with errors */
  send<Data>(operation: string, variables: object, data: z.ZodType<Data>): Promise<Data>;
}

/** A client that acts as somebody. */
interface CallerClient extends GraphClient {
  readonly token: string;
  /** Address of the gateway. */
  readonly gateway: string;
}

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

/** @throws CommandError if there is no token, or it would be sent in the clear */
export async function createGraphClient(
  options: TokenOptions,
  host: Pick<Host, 'env' | 'now'>,
): Promise<CallerClient> {
  const { token, gateway } = await findToken(options, host);
  return { ...clientOf(safeUrl(gateway, 'gateway'), token), token, gateway };
}

/** Sends no token, for fields that everybody may read. @throws CommandError where the gateway is no URL */
export async function createPublicClient(
  gateway: string | undefined,
  env: Host['env'],
): Promise<GraphClient> {
  return clientOf(serverUrl(await chosenGateway(gateway, env), 'gateway'));
}

function clientOf(gateway: URL, token?: string): GraphClient {
  const url = new URL('/graphql', gateway);
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

async function post(url: URL, token: string | undefined, body: object): Promise<z.infer<typeof answer>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
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

/**
 * Repeats a call while its check runs.
 * @param onWait called once, before the first repetition
 */
export async function untilChecked<Result extends { readonly __typename: string }>(
  call: () => Promise<Result>,
  onWait: () => void,
): Promise<Result> {
  for (let isFirst = true; ; isFirst = false) {
    const result = await call();
    const still = running.safeParse(result);
    if (!still.success) return result;
    if (isFirst) onWait();
    await sleep(still.data.retryAfterSeconds * 1_000);
  }
}
