/**
 * The servers of NATS JetStream in a list separated by commas.
 *
 * @returns null if the text is not a list of `nats:` and `tls:` URLs
 */
export function readStreamAddress(text: string): readonly string[] | null {
  const servers = text.split(',').map((server) => server.trim());
  return servers.every(isServer) ? servers : null;
}

function isServer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, host, pathname } = new URL(text);
  return /^(nats|tls):$/.test(protocol) && host !== '' && /^\/?$/.test(pathname);
}
