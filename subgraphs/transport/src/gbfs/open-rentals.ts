import { createLogger } from '@civic-graph/subgraph-kit';
import type { TransportConfig } from '../config.ts';
import { Rentals } from './rentals.ts';
import { SystemSource } from './system-source.ts';

/** Starts to read the configured rental systems; tests pass their own, and read these themselves. */
export function openRentals(
  { rentals = [], logLevel }: TransportConfig,
  given: readonly SystemSource[] | undefined,
  clock: () => Date,
): Rentals {
  const logger = createLogger('transport', logLevel);
  const opened = new Rentals({
    sources: given ?? rentals.map((place, index) => new SystemSource(place, index + 1, clock)),
    clock,
    onSource: ({ number, system }, failure) => {
      const source = system?.id ?? number;
      if (failure === null) logger.info({ source }, 'rental system recovered');
      else logger.warn({ source, reason: failure.message }, 'rental system failed');
    },
  });
  if (given === undefined) opened.start();
  return opened;
}
