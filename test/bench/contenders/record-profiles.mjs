import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/*
 * Imported ahead of a contender that is to be profiled: SIGUSR2 starts a processor profile, the next one ends
 * it and writes it to `PROFILE_FILE`. So the profile holds one load and no start.
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
