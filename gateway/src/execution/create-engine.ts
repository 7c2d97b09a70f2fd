import { createAdmission, nothingToWaitFor } from './admit-operation.ts';
import { createAnswering } from './answer-operation.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { variablesFor } from './execute-plan.ts';
import { PreparedOperations } from './prepared-operations.ts';

/**
 * Assembles the engine: operations are prepared once per document, then admitted and answered per request.
 */
export function createEngine(options: EngineOptions): Engine {
  const operations = new PreparedOperations(options);
  const answer = createAnswering(options);
  let lastChange = Number.NEGATIVE_INFINITY;

  return {
    ...createAdmission(options),
    prepared: (served, source) => operations.find(served, source),
    stats: (served) => operations.stats(served),
    prepare: (served, operation) => operations.prepare(served, operation),
    warm: (current, next) => operations.warm(current, next),
    charge: (caller, cost) => options.quotas?.take(caller, cost),

    lastChange: () =>
      Math.max(
        lastChange,
        options.switchboard?.lastChange ?? lastChange,
        options.safelists?.lastChange ?? lastChange,
      ),

    async run(admitted, call) {
      const start = performance.now();
      try {
        return await answer(admitted, call, null);
      } finally {
        const end = performance.now();
        if (admitted.operation.kind === 'mutation') lastChange = end;
        options.onRun?.(admitted, call, (end - start) / 1000);
      }
    },

    subscribe({ forRights, variables }, call, signal) {
      if (forRights.events === null || !options.events) throw nothingToWaitFor();
      const { fetch } = forRights.events;
      return options.events.subscribe(fetch, variablesFor(fetch, variables), call, signal);
    },

    runEvent: (admitted, event, call) => answer(admitted, call, event),
  };
}
