import { ConfigurationError } from '@civic-graph/config';

// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { createGateway, readConfig } = await import('./index.ts');

try {
  const config = readConfig(process.env);
  const gateway = await createGateway(config);
  const { url, adminUrl } = await gateway.listen();
  process.stdout.write(`${JSON.stringify({ level: 30, msg: 'ready', service: 'gateway', url, adminUrl })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void gateway.close().then(() => process.exit(0)));
  }
} catch (error) {
  // What cannot be served must not be half served: one line, then the end.
  const line = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const isExpected = error instanceof ConfigurationError || (error instanceof Error && 'code' in error);
  process.stderr.write(`gateway does not start: ${line}\n${isExpected ? '' : `${(error as Error).stack}\n`}`);
  process.exit(1);
}
