import { PublicError } from '@civic-graph/errors';
import { ConfigurationError } from '@civic-graph/service';
import type { Operation, Parameter } from './plan.ts';

export interface UpstreamSettings {
  /** Base URL of the REST API. */
  readonly url: string;
  /** Sent with every call; no header of a caller is passed on. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds for one call. Default is 1500, since the gateway waits for two seconds. */
  readonly timeoutMs?: number;
  /** Size of an answer. Default is 2 MB. */
  readonly maxBytes?: number;
  /** Calls at once. Default is 20. */
  readonly maxCalls?: number;
  readonly fetch?: typeof fetch;
  /** Told why a call failed; callers are not. Default writes to standard error. */
  readonly report?: (reason: string) => void;
}

/** Statuses with which an API refuses what a caller has sent: its size, form or content. */
const refusals: ReadonlySet<number> = new Set([400, 413, 414, 422, 431]);
/** Characters of one value, and of a whole address: most servers refuse more than 8 kB. */
const longest = { inPath: 500, inQuery: 1_000, address: 8_000 } as const;

export type Values = Readonly<Record<string, unknown>>;

/** Reads for one call of the gateway. */
export interface Reader {
  /** @returns the JSON answer; `null` for 404 */
  read(operation: Operation, args: Values, citizenKey: string | null): Promise<unknown>;
}

/** @throws ConfigurationError that names the variable */
export function upstreamSettings(
  env: Readonly<Record<string, string | undefined>>,
  apiKeyHeader: string | null,
): UpstreamSettings {
  const { UPSTREAM_URL: url = '', UPSTREAM_AUTHORIZATION: authorization, UPSTREAM_API_KEY: apiKey } = env;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new ConfigurationError('UPSTREAM_URL: set it to the URL of the REST API, such as https://api.example/v1');
  }
  return {
    url,
    headers: {
      accept: 'application/json',
      ...(authorization && { authorization }),
      ...(apiKey && apiKeyHeader !== null && { [apiKeyHeader]: apiKey }),
    },
  };
}

/** Calls the REST API within bounds: time, size, number, and no redirect that could lead elsewhere. */
export function createUpstream(settings: UpstreamSettings) {
  const { timeoutMs = 1_500, maxBytes = 2_000_000, maxCalls = 20 } = settings;
  const { fetch: send = fetch, report = writeReason() } = settings;
  const inTurn = limited(maxCalls);
  return {
    reader(signal: AbortSignal): Reader {
      // The same question of one operation is asked once.
      const asked = new Map<string, Promise<unknown>>();
      return {
        read(operation, args, citizenKey) {
          const url = urlOf(settings.url, operation, args, citizenKey);
          let answer = asked.get(url);
          if (answer === undefined) {
            answer = inTurn(() => get(url, signal));
            asked.set(url, answer);
          }
          return answer;
        },
      };
    },
  };

  async function get(url: string, signal: AbortSignal): Promise<unknown> {
    try {
      const response = await send(url, {
        headers: settings.headers,
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        if (response.status === 404) return null;
        const reason = `the REST API answers with status ${response.status}`;
        if (!refusals.has(response.status)) throw new Error(reason);
        report(reason);
        throw new PublicError('BAD_USER_INPUT', 'The service refuses the arguments of this field; correct them.');
      }
      return JSON.parse(await readBounded(response, maxBytes));
    } catch (cause) {
      if (cause instanceof PublicError) throw cause;
      report(cause instanceof Error ? `${cause.message} ${cause.cause ?? ''}`.trim() : String(cause));
      // The reason may name addresses, so it stays here.
      throw new PublicError('SUBGRAPH_UNAVAILABLE');
    }
  }
}

/** Host and path are fixed: an argument can fill only the place of its parameter. */
function urlOf(base: string, operation: Operation, args: Values, citizenKey: string | null): string {
  const valueOf = ({ argument }: Parameter) => (argument === null ? citizenKey : args[argument]);
  const inPath = new Map(
    operation.parameters.flatMap((each) => (each.in === 'path' ? [[each.name, texts(valueOf(each)).join(',')]] : [])),
  );
  const path = operation.path.split('/').map((part) => segment(part, inPath));
  const url = new URL(base);
  url.pathname = [url.pathname.replace(/\/$/, ''), ...path.slice(1)].join('/');
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'query') continue;
    const values = texts(valueOf(parameter));
    if (values.length === 0) continue;
    const separate = parameter.exploded ? values : [values.join(',')];
    for (const value of separate) {
      if (value.length > longest.inQuery) throw tooLong();
      url.searchParams.append(parameter.name, value);
    }
  }
  if (url.href.length > longest.address) throw tooLong();
  return url.href;
}

function segment(part: string, values: ReadonlyMap<string, string>): string {
  const filled = part.replace(/\{([^{}]+)\}/g, (_, name: string) => encoded(values.get(name) ?? ''));
  // URL parsers walk up at these.
  const isStep = /^(\.|%2e){1,2}$/i.test(filled);
  if (part.includes('{') && (filled === '' || isStep)) throw badValue();
  return filled;
}

function encoded(value: string): string {
  // Many servers decode before they split, and would walk to another resource.
  if (value === '' || value.length > longest.inPath || /[/\\\p{Cc}]/u.test(value)) throw badValue();
  try {
    return encodeURIComponent(value);
  } catch {
    throw badValue();
  }
}

function badValue(): PublicError {
  return new PublicError('BAD_USER_INPUT', 'The argument cannot be part of an address; use an id that the API gave.');
}

function tooLong(): PublicError {
  return new PublicError('BAD_USER_INPUT', 'The arguments of this field are too long; send shorter or fewer values.');
}

function texts(value: unknown): readonly string[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value.flatMap(texts) : [String(value)];
}

async function readBounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error(`the REST API sends more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** One line a second, since an API that is down fails every call. */
function writeReason(): (reason: string) => void {
  let last = 0;
  return (reason) => {
    const now = Date.now();
    if (now - last < 1_000) return;
    last = now;
    process.stderr.write(`${JSON.stringify({ level: 40, time: now, msg: 'the REST API failed', reason })}\n`);
  };
}

/** Limits concurrent calls; others wait. */
function limited(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
