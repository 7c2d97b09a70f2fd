import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/*
 * Preloaded for profiling: SIGUSR2 starts a CPU profile, the next one writes it to `PROFILE_FILE`, so that it
 * excludes the start.
 */

let session = null;

process.on('SIGUSR2', async () => {
  if (session === null) {
    session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 250 });
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  session = null;
  writeFileSync(process.env.PROFILE_FILE, JSON.stringify(profile));
});
