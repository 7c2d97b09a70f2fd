import type { IncomingMessage } from 'node:http';

const contractPath = /^\/contracts\/([a-z0-9-]{1,63})\/graphql(?=$|\?)/;

/** The contract whose path a URL is, in its only accepted spelling; `null` for any other path. */
export function contractIn(url: string | undefined): string | null {
  if (url?.startsWith('/contracts/') !== true) return null;
  return contractPath.exec(url)?.[1] ?? null;
}

/** Path of a contract. */
export function pathOfContract(name: string): string {
  return `/contracts/${name}/graphql`;
}

/** Whether the URL is `/graphql` or the path of a contract, in the only accepted spelling. */
export function isGraphql({ url }: Pick<IncomingMessage, 'url'>): boolean {
  return url === '/graphql' || url?.startsWith('/graphql?') === true || contractIn(url) !== null;
}
