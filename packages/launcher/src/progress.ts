/** Reports progress to the user: one line per step, with the time since the start. */
export interface Progress {
  seconds(): string;
  say(step: string, what: string): void;
  /** Reports the outcome of a step and, every few seconds, on one line, the steps in progress. */
  step<Result>(
    name: string,
    work: () => Promise<Result>,
    outcome: (result: Result) => string,
  ): Promise<Result>;
}

const stillMilliseconds = 5_000;

/** @param write receives complete lines */
export function createProgress(
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): Progress {
  const started = now();
  const seconds = () => ((now() - started) / 1000).toFixed(1);
  const say = (step: string, what: string) =>
    write(`${`${seconds()} s`.padStart(8)}  ${step.padEnd(10)}  ${what}`);
  const ongoing = new Set<string>();
  const tick = () => say('…', [...ongoing].join(', '));
  let ticker: NodeJS.Timeout | undefined;
  return {
    seconds,
    say,
    async step(name, work, outcome) {
      if (ongoing.size === 0) ticker = setInterval(tick, stillMilliseconds);
      ongoing.add(name);
      try {
        const result = await work();
        say(name, outcome(result));
        return result;
      } finally {
        ongoing.delete(name);
        if (ongoing.size === 0) clearInterval(ticker);
      }
    },
  };
}
