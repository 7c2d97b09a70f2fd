import { parseArgs } from 'node:util';
import { ConfigurationError } from '@civic-graph/config';
import { startCommand } from './commands.ts';
import { type Environment, readConfig } from './config.ts';
import { dataDirectory } from './data-directory.ts';
import { LaunchError } from './launch-error.ts';
import { explainMissing, requestGrant, type TokenRequest } from './persona-token.ts';
import { announcedIssuer } from './running-issuer.ts';
import { issuerUrl } from './services.ts';

const usage = 'Usage: npm run --silent token -- PERSONA [--app APP] [--scopes "a b"] [--purpose P]';

/** Only the token goes to standard output, so that it can stand in `$(…)`. */
try {
  const request = readArguments(process.argv.slice(2));
  if (request === 'help') {
    process.stderr.write(`${usage}\n`);
  } else {
    await print(await findIssuer(process.env), request);
  }
} catch (error) {
  if (!(error instanceof LaunchError || error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Whoever has asked for more than he gets would else look for the fault in the graph. */
async function print(issuer: string, request: TokenRequest): Promise<void> {
  const { token, granted } = await requestGrant(issuer, request);
  const asked = request.scopes?.split(/[\s,]+/).filter(Boolean) ?? [];
  const missing = asked.filter((scope) => !granted.includes(scope));
  process.stdout.write(`${token}\n`);
  if (missing.length === 0) return;
  for (const reason of await explainMissing(issuer, request, missing)) process.stderr.write(`${reason}\n`);
}

/**
 * What is named, else what the demo that runs on the data folder has written, else where `npm start` would
 * put it. Who names a folder means its city, and gets no token of another that has the usual port.
 *
 * @throws LaunchError where no demo runs on the folder that is named
 */
async function findIssuer(env: Environment): Promise<string> {
  if (env.ISSUER_URL) return env.ISSUER_URL;
  const config = readConfig(env);
  if (env.PORT_IDENTITY) return issuerUrl(config);
  const announced = await announcedIssuer(dataDirectory(config.dataDirectory));
  if (announced === null && env.DATA_DIR) {
    throw new LaunchError(
      `DATA_DIR: no demo runs on ${config.dataDirectory}; start it with: ${startCommand(env)}. One that runs elsewhere is named by PORT_IDENTITY`,
    );
  }
  return announced ?? issuerUrl(config);
}

function readArguments(args: string[]): TokenRequest | 'help' {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { app: text, scopes: text, purpose: text, help: { type: 'boolean' } },
    });
    const { help, ...choices } = values;
    if (help) return 'help';
    const [persona] = positionals;
    if (persona !== undefined && positionals.length === 1) return { persona, ...choices };
  } catch (error) {
    throw new LaunchError(`${error instanceof Error ? error.message : error}. ${usage}`);
  }
  throw new LaunchError(usage);
}
