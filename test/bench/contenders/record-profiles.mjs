import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** SIGUSR2 starts a processor profile, the next one ends it and writes it to `PROFILE_FILE`. */
export function recordProfiles() {
  const file = process.env.PROFILE_FILE;
  if (file === undefined) return;
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
    writeFileSync(file, JSON.stringify(profile));
  });
}
