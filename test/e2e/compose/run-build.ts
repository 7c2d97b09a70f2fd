import { type NodeProcess, startNode } from '../../node-process.ts';

export interface ProductionProcess extends NodeProcess {
  readonly url: string;
}

/** What the image of a service runs: the build, by plain node, in a folder of its own. */
export function runBuild(
  service: string,
  env: Readonly<Record<string, string>>,
  cwd: string,
): ProductionProcess {
  const entry = service === 'gateway' ? 'gateway/dist/main.js' : `${service}/dist/index.js`;
  const running = startNode(entry, { NODE_ENV: 'production', ...env }, { cwd });
  return Object.assign(running, { url: `http://127.0.0.1:${env.PORT}` });
}
