import { type NodeProcess, startNode } from '../../node-process.ts';

export interface ProductionProcess extends NodeProcess {
  readonly url: string;
}

/** The program of a service's image: the build, run by plain node in its own folder. */
export function runBuild(
  service: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): ProductionProcess {
  const entry = service === 'gateway' ? 'gateway/dist/main.js' : `${service}/dist/index.js`;
  const running = startNode(entry, { NODE_ENV: 'production', ...env }, { cwd });
  return Object.assign(running, { url: `http://127.0.0.1:${env.PORT}` });
}
