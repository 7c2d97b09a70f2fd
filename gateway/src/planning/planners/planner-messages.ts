/** Requests to a planner process. */
export type PlannerMessage =
  | { readonly kind: 'load'; readonly supergraph: string; readonly sdl: string }
  | {
      readonly kind: 'plan';
      /** Names one that was loaded. */
      readonly supergraph: string;
      readonly operation: string;
      readonly labels: readonly string[];
      readonly percentage: number;
    };

export type PlanReply =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'planned'; readonly plan: unknown }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The planner itself reports that the operation exceeds the budget. */
  | { readonly kind: 'beyond budget'; readonly reason: string }
  | { readonly kind: 'unknown supergraph' };
