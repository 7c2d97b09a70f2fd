/** The first characters of a SHA-256, as people compare them; the whole is in its title. */
export function VersionCode({ version }: { readonly version: string }) {
  return <code title={version}>{version.slice(0, 12)}</code>;
}
