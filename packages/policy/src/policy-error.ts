import type { ASTNode } from 'graphql';

/** The element to change; the whole schema by default. */
interface Place {
  readonly coordinate?: string;
  readonly node?: ASTNode;
}

/** A schema with an invalid policy, which must not be served. */
export class PolicyError extends Error {
  readonly code = 'POLICY_INVALID';
  override readonly name = 'PolicyError';
  readonly coordinate: string | null;
  readonly node: ASTNode | null;

  constructor(message: string, { coordinate, node }: Place = {}) {
    super(message);
    this.coordinate = coordinate ?? null;
    this.node = node ?? null;
  }
}
