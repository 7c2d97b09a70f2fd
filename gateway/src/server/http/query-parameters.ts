/**
 * The parameters of a `GET`, read as Apollo Server reads them (WHATWG URL, section 6.2): Fastify's reader
 * leaves a value with a malformed `%` as it came, so another text would be measured than is run.
 *
 * @returns a list for a parameter that is there more than once
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
 * The request that the parameters stand for (GraphQL over HTTP, section 5.3.2), in the form of a body;
 * `undefined` where Apollo Server refuses its JSON.
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
