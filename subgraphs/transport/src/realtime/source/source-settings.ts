import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@civic-graph/service';
import { z } from 'zod';

/** One source of GTFS Realtime messages. */
export interface RealtimeSourceSettings {
  /** Shown in the graph, unlike the place, which may contain a key. */
  readonly name: string;
  /** Path or `http(s)` URL. */
  readonly place: string;
  /** Interval between reads, in seconds. Default is 15. */
  readonly seconds: number;
  /** Age (in seconds) from which trip updates and vehicles are ignored. Default is 300. */
  readonly staleSeconds: number;
  /** Header fields of requests, such as a key. */
  readonly headers: Readonly<Record<string, string>>;
}

const defaults = { seconds: 15, staleSeconds: 300 };
const bounds = { seconds: [1, 3600], staleSeconds: [10, 86_400] } as const;

/** Sources as a JSON file lists them. */
export const listedSources = z.array(
  z.strictObject({
    name: z
      .string()
      .regex(/^[\w-]{1,40}$/, 'name: letters, digits, - and _ only')
      .optional(),
    place: z.string().min(1),
    seconds: z.number().min(bounds.seconds[0]).max(bounds.seconds[1]).default(defaults.seconds),
    staleSeconds: z
      .number()
      .min(bounds.staleSeconds[0])
      .max(bounds.staleSeconds[1])
      .default(defaults.staleSeconds),
    headers: z.record(z.string(), z.string()).default({}),
  }),
);

/**
 * Parses `PLACE` or `PLACE|SECONDS` separated by spaces, or the path of a JSON file with more settings.
 *
 * @throws ConfigurationError for any other text
 */
export function parseRealtimeSources(
  text: string,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): readonly RealtimeSourceSettings[] {
  const items = text.trim() === '' ? [] : text.trim().split(/\s+/);
  const [first] = items;
  const isFile = items.length === 1 && first !== undefined && /^(?!https?:).*\.json$/i.test(first);
  const sources = isFile ? readList(first, readFile) : items.map(readItem);
  const named = nameSources(sources);
  if (named === null) throw refused('two sources have the same name; give each its own');
  return named;
}

/** Names the sources without a name by their number; `null` if two have the same. */
export function nameSources(
  sources: readonly (Omit<RealtimeSourceSettings, 'name'> & { readonly name?: string | undefined })[],
): readonly RealtimeSourceSettings[] | null {
  const named = sources.map((source, index) => ({ ...source, name: source.name ?? `realtime-${index + 1}` }));
  return new Set(named.map(({ name }) => name)).size < named.length ? null : named;
}

function readItem(item: string) {
  const bar = item.lastIndexOf('|');
  const place = bar === -1 ? item : item.slice(0, bar);
  const seconds = bar === -1 ? defaults.seconds : Number(item.slice(bar + 1));
  const [least, most] = bounds.seconds;
  if (place === '' || !(seconds >= least && seconds <= most)) {
    throw refused(`"${item}" is not PLACE or PLACE|SECONDS with ${least} to ${most} seconds`);
  }
  return { place, seconds, staleSeconds: defaults.staleSeconds, headers: {}, name: undefined };
}

function readList(path: string, readFile: (path: string) => string) {
  let content: unknown;
  try {
    content = JSON.parse(readFile(path));
  } catch (error) {
    const isJson = !(error instanceof SyntaxError);
    throw refused(`${path} ${isJson ? 'cannot be read' : 'is not JSON'}; give a list of sources`);
  }
  const parsed = listedSources.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(`${path}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function refused(problem: string): ConfigurationError {
  return new ConfigurationError(`TRANSPORT_GTFS_RT: ${problem}`);
}
