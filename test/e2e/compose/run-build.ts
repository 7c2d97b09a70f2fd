import { basename } from 'node:path';
import { type NodeProcess, startNode } from '../../node-process.ts';

export interface ProductionProcess extends NodeProcess {
  readonly url: string;
}

/** The program of a service's image: its bundle, run by plain node in its own folder. */
export function runBuild(
  service: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): ProductionProcess {
  const entry = `bundle/${basename(service)}.js`;
  const running = startNode(entry, { NODE_ENV: 'production', ...env }, { cwd });
  return Object.assign(running, { url: `http://127.0.0.1:${env.PORT}` });
}
