import type { ASTNode } from 'graphql';
import type { SubgraphDocument } from '../composition/subgraph-document.ts';
import type { TypeDeclarationNode } from '../graphql/type-declarations.ts';

export interface LintFinding {
  readonly node: ASTNode;
  readonly code: string;
  readonly message: string;
}

/** One convention. It checks the agency's own declarations, not those of specifications. */
export type LintRule = (
  declarations: readonly TypeDeclarationNode[],
  subgraph: SubgraphDocument,
) => readonly LintFinding[];
