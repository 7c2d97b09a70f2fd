import { QueryPlanner } from '@graphql-hive/router-query-planner';

/*
 * The program of the process that holds the native planner: see native-planner.ts, which starts it. It answers one
 * message after the other and ends with the channel.
 */

export interface PlanRequest {
  /** Names the supergraph; its SDL comes along where this process does not have it. */
  readonly supergraph: string;
  readonly sdl?: string;
  readonly operation: string;
  readonly labels: readonly string[];
  readonly percentage: number;
}

export type PlanReply =
  | { readonly kind: 'planned'; readonly plan: unknown }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'unknown supergraph' };

/** Supergraphs that are kept: the one being served and, while it changes, its neighbours. */
const kept = 3;
const planners = new Map<string, QueryPlanner>();

process.on('message', (request: PlanRequest) => process.send?.(reply(request)));

function reply({ supergraph, sdl, operation, labels, percentage }: PlanRequest): PlanReply {
  let planner = planners.get(supergraph);
  if (!planner && sdl === undefined) return { kind: 'unknown supergraph' };
  try {
    planner ??= new QueryPlanner(sdl ?? '');
    planners.delete(supergraph);
    planners.set(supergraph, planner);
    for (const [oldest] of planners) if (planners.size > kept) planners.delete(oldest);
    // All four arguments are passed: the native binding reads whatever lies behind an absent one.
    return { kind: 'planned', plan: planner.plan(operation, null, new Set(labels), percentage) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
