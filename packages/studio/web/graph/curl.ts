interface CurlCommand {
  /** Address of the gateway's `/graphql`. */
  readonly url: string;
  /** What is sent, such as query and variables. */
  readonly body: object;
  /** The token, or the shell variable that has it, such as `$TOKEN`. */
  readonly token: string;
}

/** A request as a command for a POSIX shell. */
export function curlOf({ url, body, token }: CurlCommand): string {
  return [
    `curl -s ${quoted(url)}`,
    `-H 'content-type: application/json'`,
    `-H "authorization: Bearer ${token}"`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** Single quotes: a shell interprets nothing inside them but the closing quote. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
