import { createPrivateKey } from 'node:crypto';
import { dirname, join } from 'node:path';
import { parseManifest } from '@civic-graph/agencies';
import {
  parseSample,
  type Report,
  reportText,
  type VerifyOptions,
  verifySubgraph,
} from '@civic-graph/subgraph-verify';
import { CommandError } from '../command-error.ts';
import type { Host } from '../host.ts';
import { readNamed, readNamedText } from '../read-file.ts';

interface VerifyArguments {
  readonly url: string;
  readonly schema: string;
  readonly name?: string | undefined;
  readonly secretEnv?: string | undefined;
  readonly gatewayKey?: string | undefined;
  readonly sample?: string | undefined;
  readonly timeout: number;
  readonly idle: number;
}

/** @throws CommandError that says which argument, file or variable to correct, or that nothing answers */
export async function verifyServer(
  { url, schema: file, name, sample, timeout, idle, ...key }: VerifyArguments,
  env: Host['env'],
): Promise<{ readonly report: Report; readonly text: string }> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new CommandError(`${url} is not a URL; name an http or https URL`);
  }
  if (!(timeout > 0 && idle > 0)) throw new CommandError('--timeout and --idle must be more than 0 seconds');
  const schema = await readNamedText(file);
  const options: VerifyOptions = {
    url,
    schema,
    name: name ?? (await nameBeside(file)),
    key: await signingKey(key, env),
    limits: { timeoutMs: timeout * 1_000, idleMs: idle * 1_000 },
    ...(sample !== undefined && { sample: parseSample(await readNamedText(sample), sample) }),
  };
  const report = await verifySubgraph(options);
  return { report, text: reportText(report) };
}

async function nameBeside(schemaFile: string): Promise<string> {
  const file = join(dirname(schemaFile), 'manifest.json');
  const text = await readNamedText(file).catch(() => {
    throw new CommandError(`--name is required, since there is no ${file}`);
  });
  return parseManifest(text, file).subgraph;
}

async function signingKey(
  { secretEnv = 'SUBGRAPH_SECRET', gatewayKey: file }: Pick<VerifyArguments, 'secretEnv' | 'gatewayKey'>,
  env: Host['env'],
): Promise<VerifyOptions['key']> {
  if (file !== undefined) {
    const pem = await readNamed(file);
    try {
      const privateKey = createPrivateKey(pem);
      if (privateKey.asymmetricKeyType === 'ed25519') return { privateKey };
    } catch {
      // Not a key at all: the same advice.
    }
    throw new CommandError(`${file} is not a private Ed25519 key in PEM; openssl genpkey -algorithm ed25519`);
  }
  const secret = env[secretEnv] ?? '';
  if (/^[\w-]{43,}$/.test(secret)) return { secret };
  throw new CommandError(
    secret === ''
      ? `${secretEnv}: set it to the secret that the server shares with the gateway, or name --gateway-key`
      : `${secretEnv}: must be base64url of at least 32 bytes`,
  );
}
