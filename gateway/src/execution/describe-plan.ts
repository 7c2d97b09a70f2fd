import type { FetchOperation, Path, PathSegment, PlanNode } from '../planning/plan.ts';

/** A plan for people to read: which subgraph is called, in which order. */
export type DescribedPlan =
  | { readonly kind: 'sequence' | 'parallel'; readonly nodes: readonly DescribedPlan[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: DescribedPlan | null;
      readonly whenFalse: DescribedPlan | null;
    }
  | {
      readonly kind: 'fetch';
      readonly subgraph: string;
      /** Path of the fetched entities in the answer; absent for root fields. */
      readonly entitiesAt?: readonly string[];
      readonly operation?: string;
    };

/**
 * @param withOperations whether to include the subgraph operations. They hold the client's literals: show
 * them to the client, and never log them
 */
export function describePlan(node: PlanNode, withOperations: boolean): DescribedPlan {
  const describe = (child: PlanNode) => describePlan(child, withOperations);
  const asked = ({ text }: FetchOperation) => (withOperations ? { operation: text } : {});
  switch (node.kind) {
    case 'sequence':
    case 'parallel':
      return { kind: node.kind, nodes: node.nodes.map(describe) };
    case 'condition':
      return {
        kind: 'condition',
        variable: node.variable,
        whenTrue: node.whenTrue && describe(node.whenTrue),
        whenFalse: node.whenFalse && describe(node.whenFalse),
      };
    case 'root':
      return { kind: 'fetch', subgraph: node.fetch.subgraph, ...asked(node.fetch) };
    case 'entities': {
      const entitiesAt = node.inputs.flatMap(({ paths }) => paths.map(pathText));
      return { kind: 'fetch', subgraph: node.fetch.subgraph, entitiesAt, ...asked(node.fetch) };
    }
  }
}

function pathText(path: Path): string {
  return path.map(segmentText).join('').replace(/^\./, '');
}

function segmentText(segment: PathSegment): string {
  switch (segment.kind) {
    case 'field':
      return `.${segment.name}`;
    case 'list':
      return '[]';
    case 'types':
      return `|${segment.names.join(' ')}|`;
  }
}
