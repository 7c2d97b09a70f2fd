import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyDataDirectory } from './verify-data-directory.ts';

/*
 * npm run audit -- verify [--data-dir DIR] [--checkpoints DIR]
 *
 * Proves that nothing was changed in, removed from or put into the gateways' journals of access to personal data. Exits
 * with 1 where something was, and names the first entry that is bad.
 */
const usage = 'usage: npm run audit -- verify [--data-dir DIR] [--checkpoints DIR]\n';

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'data-dir': { type: 'string' }, checkpoints: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stderr.write(usage);
    process.exit(0);
  }
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new RangeError('unknown command');
  const folder = join(resolve(values['data-dir'] ?? process.env.DATA_DIR ?? '.data'), 'audit');
  const published = values.checkpoints ?? process.env.AUDIT_CHECKPOINTS ?? join(folder, 'checkpoints');
  const { isWhole, lines } = verifyDataDirectory(folder, resolve(published));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
