import { PlanBudgetError } from '../planner.ts';
import type { PlannerMessage, PlanReply } from './planner-messages.ts';

/*
 * The program of a planner process, started by isolated-planner.ts with the planner's name; it answers one
 * message after the other and ends with the channel.
 */

type PlanFunction = (operation: string, labels: readonly string[], percentage: number) => unknown;

/** Cached supergraphs: the current one and, during a change, its neighbours. */
const maxCached = 3;
const planners = new Map<string, PlanFunction>();
const creators = { rust: createRust, apollo: createApollo, stepwise: createStepwise };
const create = creators[process.argv[2] as keyof typeof creators];

let last: Promise<unknown> = Promise.resolve();
process.on('message', (message: PlannerMessage) => {
  last = last.then(() => reply(message)).then((answer) => process.send?.(answer));
});

async function reply(message: PlannerMessage): Promise<PlanReply> {
  const { supergraph } = message;
  try {
    if (message.kind === 'load') {
      planners.set(supergraph, await create(message.sdl));
      forgetOldest();
      return { kind: 'loaded' };
    }
    const plan = planners.get(supergraph);
    if (!plan) return { kind: 'unknown supergraph' };
    // Least recently used first.
    planners.delete(supergraph);
    planners.set(supergraph, plan);
    return { kind: 'planned', plan: await plan(message.operation, message.labels, message.percentage) };
  } catch (error) {
    const kind = error instanceof PlanBudgetError ? 'beyond budget' : 'failed';
    return { kind, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** V8 sees three megabytes of a native planner as a few bytes, and would collect hundreds too late. */
function forgetOldest(): void {
  for (const [oldest] of planners) if (planners.size > maxCached) planners.delete(oldest);
  globalThis.gc?.();
}

async function createRust(sdl: string): Promise<PlanFunction> {
  const { createRustPlans } = await import('./rust-plans.ts');
  return createRustPlans(sdl);
}

async function createApollo(sdl: string): Promise<PlanFunction> {
  const { createApolloPlans } = await import('./apollo-planner.ts');
  return createApolloPlans(sdl);
}

async function createStepwise(sdl: string): Promise<PlanFunction> {
  const { createStepwisePlanner } = await import('../stepwise/stepwise-planner.ts');
  const planner = createStepwisePlanner(sdl);
  return (operation, labels, percentage) =>
    planner.plan(operation, { key: '', labels: new Set(labels), percentage });
}
