interface CurlCommand {
  readonly origin: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where the token is read from, or the token. */
  readonly token: string;
}

/** The same request for a POSIX shell. */
export function curlOf({ origin, query, variables, token }: CurlCommand): string {
  const body = JSON.stringify({ query, variables });
  return [
    `curl -s ${origin}/graphql`,
    `-H 'content-type: application/json'`,
    `-H "authorization: Bearer ${token}"`,
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

/** Single quotes: a shell interprets nothing inside them but the closing quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
