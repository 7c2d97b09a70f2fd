import { runCivic } from './civic.ts';
import { processHost } from './process-host.ts';

// Read by @apollo/gateway on import: without it, usage is reported to Apollo.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

process.exitCode = await runCivic(process.argv.slice(2), processHost());
