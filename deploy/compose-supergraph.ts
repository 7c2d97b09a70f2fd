import { fileURLToPath } from 'node:url';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { runCompose } = await import('./compose-supergraph-command.ts');

const repository = fileURLToPath(new URL('../', import.meta.url));
const { code, err } = await runCompose(process.argv.slice(2), process.env, repository);
process.stderr.write(err);
process.exitCode = code;
