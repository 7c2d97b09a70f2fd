/**
 * The parameters of a `GET`, parsed as Apollo Server does (WHATWG URL, section 6.2). Fastify's parser keeps a
 * malformed `%`, so the measured text would differ from the executed one.
 * @returns a list for a repeated parameter
 */
export function queryParameters({
  url = '',
}: {
  readonly url?: string | undefined;
}): ReadonlyMap<string, string | string[]> {
  const { searchParams } = new URL(url, 'http://gateway');
  return new Map(
    [...searchParams.keys()].map((name) => {
      const [value = '', ...others] = searchParams.getAll(name);
      return [name, others.length > 0 ? [value, ...others] : value];
    }),
  );
}

const inJson = ['variables', 'extensions'];

/**
 * Builds the request body that the parameters stand for (GraphQL over HTTP, section 5.3.2); `undefined` if
 * Apollo Server refuses their JSON.
 */
export function requestInParameters(url: string): Readonly<Record<string, unknown>> | undefined {
  const request: Record<string, unknown> = Object.fromEntries(queryParameters({ url }));
  for (const name of inJson) {
    const text = request[name];
    if (typeof text !== 'string') continue;
    // Not the safe parser of bodies: it also accepts a byte order mark, which Apollo Server refuses.
    const value: unknown = parsed(text);
    if (value === undefined || value === null) return undefined;
    request[name] = value;
  }
  return request;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
