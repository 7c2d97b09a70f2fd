import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseManifest } from '@civic-graph/agencies';
import { z } from 'zod';
import { CommandError } from '../command-error.ts';

/** What a manifest and a package.json say about the server of a subgraph. */
interface DevelopedServer {
  readonly subgraph: string;
  /** On loopback. */
  readonly port: number;
}

/** @throws CommandError or ManifestError that says what to change in `manifest.json` */
export function readServer(manifest: string): DevelopedServer {
  const { subgraph, endpoint, signing } = parseManifest(manifest, 'manifest.json');
  const { hostname, port, protocol } = new URL(endpoint);
  const isLoopback = ['127.0.0.1', 'localhost'].includes(hostname) && protocol === 'http:' && port !== '';
  if (!isLoopback) {
    throw new CommandError(
      `manifest.json: the endpoint ${endpoint} is not on this machine; write http://127.0.0.1:PORT/graphql while you develop`,
    );
  }
  if (signing.algorithm !== 'ed25519') {
    throw new CommandError(
      'manifest.json: signing needs the algorithm ed25519 with your public key; civic subgraph init writes one',
    );
  }
  return { subgraph, port: Number(port) };
}

const packageFile = z.object({ scripts: z.record(z.string(), z.string()).default({}) });

/** @returns `dev`, or `start` where there is no such script. @throws CommandError */
export async function readScript(folder: string): Promise<'dev' | 'start'> {
  const path = join(folder, 'package.json');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new CommandError(`${path}: there is no such file; its script "dev" starts the server`);
  });
  const { scripts } = packageFile.parse(JSON.parse(text));
  const script = (['dev', 'start'] as const).find((name) => scripts[name] !== undefined);
  if (script !== undefined) return script;
  throw new CommandError(
    `${path}: write a script "dev" that starts the server, such as tsx watch src/main.ts`,
  );
}
