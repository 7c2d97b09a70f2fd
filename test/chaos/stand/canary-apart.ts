import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Principal } from '@civic-graph/policy';
import type { CanaryReport } from './canary.ts';

export interface CanaryTarget {
  /** Its `/graphql`. */
  readonly url: string;
  /** For a subgraph: its name, the secret that signs the call, and the principal. */
  readonly signed?: { readonly subgraph: string; readonly secret: string; readonly principal: Principal };
}

/** A trivial query, sent every 20 ms. */
export interface CanaryApart {
  /** Waits for pending requests. @returns the measurements since the last report */
  look(): Promise<CanaryReport>;
  end(): void;
}

const program = new URL('./canary-process.ts', import.meta.url);

/** Runs in a separate process, so that the attack cannot delay it. */
export async function startCanaryApart(target: CanaryTarget): Promise<CanaryApart> {
  const child = fork(program, [JSON.stringify(target)], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  await once(child, 'message');
  return {
    async look() {
      child.send('look');
      const [report] = (await once(child, 'message')) as [CanaryReport];
      return report;
    },
    end: () => void child.kill('SIGKILL'),
  };
}
