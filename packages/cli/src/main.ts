import { runCivic } from './civic.ts';

// Read by @apollo/gateway on import: without it, usage is reported to Apollo.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

// A reader such as `head` may close the pipe early; that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { env, stdin, stdout, stderr } = process;
process.exitCode = await runCivic(process.argv.slice(2), {
  env,
  stdin,
  stdout,
  stderr,
  now: () => new Date(),
  onStop(listener) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener);
  },
});
