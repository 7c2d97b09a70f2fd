import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type VerifyOptions, verifyDataDirectory } from './verify-data-directory.ts';
import { readWitness, type Witness } from './witness.ts';

/*
 * npm run audit -- verify
 *
 * Verifies the gateways' journals of access to personal data, and asks the identity service what it has
 * received. docs/how-to/verify-access-records.md says what each option does and what the verdict proves.
 */
const usage = `usage: npm run audit -- verify [--data-dir DIR]… [--checkpoints DIR] [--chain NAME]…
                              [--witness URL | --witness none] [--witness-key FILE]
exit status: 0 whole and checked, 1 something is wrong, 2 cannot verify, 3 nothing wrong found and not all checked
`;
const exitCodes = { whole: 0, broken: 1, unproved: 3 } as const;
const timeoutMs = 10_000;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string', multiple: true },
      checkpoints: { type: 'string' },
      chain: { type: 'string', multiple: true },
      witness: { type: 'string' },
      'witness-key': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stderr.write(usage);
    process.exit(0);
  }
  if (positionals.length !== 1 || positionals[0] !== 'verify') throw new RangeError('unknown command');
  const { env } = process;
  const folders = values['data-dir'] ?? [env.DATA_DIR ?? '.data'];
  const published = values.checkpoints ?? env.AUDIT_CHECKPOINTS;
  const keyFile = values['witness-key'] ?? env.AUDIT_WITNESS_KEY_FILE;
  const witnessKey = keyFile === undefined ? null : readKey(keyFile);
  const witness = values.witness ?? env.AUDIT_WITNESS ?? announcedBy(folders) ?? 'http://127.0.0.1:4001';
  const { outcome, lines } = await verifyDataDirectory({
    places: folders.map((folder) => {
      const auditFolder = join(resolve(folder), 'audit');
      return { auditFolder, published: resolve(published ?? join(auditFolder, 'checkpoints')) };
    }),
    askWitness: witness === 'none' ? null : () => askWitness(witness, witnessKey),
    witnessKey,
    chains: values.chain ?? [],
    now: new Date(),
  });
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCodes[outcome];
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

/**
 * Where the demo that keeps one of these folders says that its identity service is; `npm run token` reads the
 * same file.
 */
function announcedBy(folders: readonly string[]): string | undefined {
  const file = folders.map((folder) => join(resolve(folder), 'issuer.url')).find((each) => existsSync(each));
  return file && readFileSync(file, 'utf8').split('\n')[0];
}

/** @throws Error naming the file, where it holds no public key */
function readKey(file: string): KeyObject {
  const text = readFileSync(file);
  try {
    return createPublicKey(text);
  } catch {
    throw new Error(`--witness-key: ${file} is not a PEM file with a public key`);
  }
}

async function askWitness(url: string, pinned: VerifyOptions['witnessKey']): Promise<Witness> {
  const response = await fetch(new URL('/access-witness', url), {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => {
    throw new Error(`${url} does not answer; name its address with --witness`);
  });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return readWitness(await response.json(), pinned, new Date());
}
