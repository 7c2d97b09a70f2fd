/** Manifests that must not be used. Each line names the file or subgraph, the property and the fix. */
export class ManifestError extends Error {
  readonly code = 'MANIFEST_INVALID';
  override readonly name = 'ManifestError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
