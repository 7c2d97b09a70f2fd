import type { FastifyRequest } from 'fastify';

/**
 * The parameters of a `GET`, read as Apollo Server reads them (WHATWG URL, section 6.2). Fastify's own reader
 * leaves a whole value as it came where one `%` in it is wrong: what would be measured is not what would be
 * run.
 *
 * @returns a list for a parameter that is there more than once
 */
export function queryParameters({
  url,
}: Pick<FastifyRequest, 'url'>): ReadonlyMap<string, string | string[]> {
  const { searchParams } = new URL(url, 'http://gateway');
  return new Map(
    [...searchParams.keys()].map((name) => {
      const [value = '', ...others] = searchParams.getAll(name);
      return [name, others.length > 0 ? [value, ...others] : value];
    }),
  );
}
