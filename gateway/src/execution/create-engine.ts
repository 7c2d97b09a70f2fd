import { createAdmission, nothingToWaitFor } from './admit-operation.ts';
import { createAnswering } from './answer-operation.ts';
import type { Engine, EngineOptions } from './engine.ts';
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
    warm: (current, next) => operations.warm(current, next),
    charge: (caller, cost) => options.quotas?.take(caller, cost),
    coalesced: (operation, principal) => usage?.count(operation.usage, principal, null, undefined),

    lastChange: () =>
      Math.max(
        lastChange,
        options.switchboard?.lastChange ?? lastChange,
        options.safelists?.lastChange ?? lastChange,
      ),

    async run(admitted, call) {
      const start = performance.now();
      let errors: readonly unknown[] | undefined;
      try {
        const result = await answer(admitted, call, null);
        errors = result.errors;
        return result;
      } catch (error) {
        errors = [error];
        throw error;
      } finally {
        const end = performance.now();
        const { operation } = admitted;
        if (operation.kind === 'mutation') lastChange = end;
        options.onRun?.(admitted, call, (end - start) / 1000, errors);
        usage?.count(operation.usage, call.principal, end - start, errors);
      }
    },

    subscribe({ operation, forRights, variables }, call, signal) {
      if (forRights.events === null || !options.events) throw nothingToWaitFor();
      const { fetch } = forRights.events;
      usage?.count(operation.usage, call.principal, null, undefined);
      return options.events.subscribe(fetch, variablesFor(fetch, variables), call, signal);
    },

    async runEvent(admitted, event, call) {
      const start = performance.now();
      const result = await answer(admitted, call, event);
      const ms = performance.now() - start;
      usage?.count(admitted.operation.usage, call.principal, ms, result.errors);
      return result;
    },
  };
}
