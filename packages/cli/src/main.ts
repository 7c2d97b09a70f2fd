import { runCivic } from './civic.ts';

// Read by @apollo/gateway when it is imported: it would send metrics to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

// A reader that has seen enough, such as head, closes the pipe; that is no failure of the command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { env, stdout, stderr } = process;
process.exitCode = await runCivic(process.argv.slice(2), { env, stdout, stderr, now: () => new Date() });
