import { createAdmission, nothingToWaitFor } from './admit-operation.ts';
import { createAnswering } from './answer-operation.ts';
import type { Engine, EngineOptions, OperationResult } from './engine.ts';
import { variablesFor } from './execute-plan.ts';
import { PreparedOperations } from './prepared-operations.ts';

/**
 * Assembles the engine: operations are prepared once per document, then admitted and answered per request.
 */
export function createEngine(options: EngineOptions): Engine {
  const { usage } = options;
  const operations = new PreparedOperations(options);
  const admission = createAdmission(options);
  const answer = createAnswering(options);
  let lastChange = Number.NEGATIVE_INFINITY;

  return {
    ...admission,
    prepared: (served, source) => operations.find(served, source),
    stats: (served) => operations.stats(served),
    prepare(served, operation) {
      try {
        return operations.prepare(served, operation);
      } catch (error) {
        options.onThrown?.(error);
        throw error;
      }
    },
    async admit(...request) {
      try {
        return await admission.admit(...request);
      } catch (error) {
        options.onThrown?.(error);
        throw error;
      }
    },
    warm: (...supergraphs) => operations.warm(...supergraphs),
    charge: (caller, cost) => options.quotas?.take(caller, cost),
    coalesced: (operation, principal) => usage?.count(operation.usage, principal, null, undefined),

    lastChange: () =>
      Math.max(
        lastChange,
        options.switchboard?.lastChange ?? lastChange,
        options.safelists?.lastChange ?? lastChange,
      ),

    async run(admitted, call) {
      try {
        return await counted(admitted, call, null);
      } finally {
        if (admitted.operation.kind === 'mutation') lastChange = performance.now();
      }
    },

    subscribe({ operation, forRights, variables }, call, signal) {
      if (forRights.events === null || !options.events) throw nothingToWaitFor();
      const { fetch } = forRights.events;
      if (!call.isShared) usage?.count(operation.usage, call.principal, null, undefined);
      return options.events.subscribe(fetch, variablesFor(fetch, variables), call, signal);
    },

    runEvent: (admitted, event, call) => counted(admitted, call, event),
  };

  /** Answers an operation or an event, and counts it also where an error is thrown instead. */
  async function counted(...[admitted, call, event]: Parameters<typeof answer>): Promise<OperationResult> {
    const start = performance.now();
    let errors: readonly unknown[] | undefined;
    try {
      const result = await answer(admitted, call, event);
      errors = result.errors;
      return result;
    } catch (error) {
      errors = [error];
      throw error;
    } finally {
      const ms = performance.now() - start;
      options.onRun?.(admitted, call, ms / 1000, errors);
      if (!call.isShared) usage?.count(admitted.operation.usage, call.principal, ms, errors);
    }
  }
}
