import { parseArgs } from 'node:util';
import { ConfigurationError } from '@civic-graph/service';
import { banner } from './banner.ts';
import { tokenCommand } from './commands.ts';
import { readConfig } from './config.ts';
import { type Deployment, startDeployment } from './deployment.ts';
import { LaunchError } from './launch-error.ts';
import { listPersonas, requestToken } from './persona-token.ts';
import { createProgress, type Progress } from './progress.ts';

const usage = `Usage: npm start -- [--built]
  --built  runs the bundle of npm run bundle, without comparing it with the sources
  --watch  starts a service anew when its sources change: npm run dev
What it reads from the environment is in docs/reference/environment.md.`;

const stop = new AbortController();
// The signal is repeated, because npm forwards Ctrl-C again; repetitions must not leave a database behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const asked = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));

// A closed terminal must not interrupt the shutdown.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.exit(await main().catch(report));

async function main(): Promise<number> {
  const { help, ...how } = readOptions();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const progress = createProgress((line) => process.stdout.write(`${line}\n`));
  const deployment = await startDeployment(readConfig(process.env), {
    progress,
    ...how,
    signal: stop.signal,
  });
  try {
    process.stdout.write(await describe(deployment, progress));
    await Promise.race([asked, deployment.failure]);
    progress.say('stop', 'asked to; finishing what is in flight');
    return 0;
  } finally {
    await deployment.stop();
  }
}

function readOptions() {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ options: { help: flag, watch: flag, built: flag } }).values;
  } catch (error) {
    throw new LaunchError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

async function describe(deployment: Deployment, progress: Progress): Promise<string> {
  const persona = 'lin';
  const token = await requestToken(deployment.issuerUrl, { persona });
  const personas = await listPersonas(deployment.issuerUrl);
  return banner({
    ...deployment,
    tokenCommand: tokenCommand(process.env),
    persona,
    token,
    personas,
    seconds: progress.seconds(),
  });
}

/** Prints one line for an error that the user can fix, the stack for a defect. */
function report(error: unknown): number {
  if (stop.signal.aborted) return 0;
  const expected = error instanceof LaunchError || error instanceof ConfigurationError;
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : error}\n`);
  return 1;
}
