/** A manifest that must not be used. The message names the file or subgraph, the property and the fix. */
export class ManifestError extends Error {
  readonly code = 'MANIFEST_INVALID';
  override readonly name = 'ManifestError';
}
