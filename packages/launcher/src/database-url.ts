import { ConfigurationError } from '@civic-graph/config';
import { databaseNames, readConfig } from './config.ts';
import { runningDatabaseUrl } from './databases.ts';
import { LaunchError } from './launch-error.ts';

/*
 * npm run --silent database-url -- identity|payments
 *
 * Prints the URL of that agency's database in the demo that runs on DATA_DIR. Only the URL goes to standard
 * output, so that it can stand in `$(…)`.
 */
try {
  const [wanted, ...more] = process.argv.slice(2);
  const name = databaseNames.find((known) => known === wanted);
  if (name === undefined || more.length > 0) {
    throw new LaunchError(`Usage: npm run --silent database-url -- ${databaseNames.join('|')}`);
  }
  process.stdout.write(`${await runningDatabaseUrl(readConfig(process.env), name, process.env)}\n`);
} catch (error) {
  if (!(error instanceof LaunchError || error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
