// Read by @apollo/gateway when it is imported: it would report to its maker otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { runAccessDiff } = await import('./access-diff-command.ts');

const { code, out, err } = await runAccessDiff(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
