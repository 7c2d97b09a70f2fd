import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/*
 * Preloaded into a service: at each SIGUSR2 it writes how long its event loop was delayed since the last one,
 * in milliseconds, to DELAYS_FILE.
 */

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('SIGUSR2', () => {
  const [p50, p99, max] = [delays.percentile(50), delays.percentile(99), delays.max].map((ns) => ns / 1e6);
  // The reader sees the file when it is complete.
  writeFileSync(`${process.env.DELAYS_FILE}.part`, JSON.stringify({ p50, p99, max }));
  renameSync(`${process.env.DELAYS_FILE}.part`, process.env.DELAYS_FILE);
  delays.reset();
});
