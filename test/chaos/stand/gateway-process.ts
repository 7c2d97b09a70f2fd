import { gatewayFlags } from '@civic-graph/launcher';
import { familyOf, rssMbOfOne } from '../../bench/process-figures.ts';
import { type NodeProcess, startNode } from '../../node-process.ts';

/**
 * A gateway as `npm start` and the compose file run it, in a process of its own: its memory is measured, and
 * it can be killed.
 */
export interface GatewayProcess extends Pick<NodeProcess, 'pid' | 'end' | 'output'> {
  readonly url: string;
  readonly graphqlUrl: string;
  readonly adminUrl: string;
  /** Of all its processes. */
  rssMb(): number;
  /** Without those of its planners. */
  ownRssMb(): number;
}

/**
 * Longer time-outs, because a machine that stalls for ten seconds is not a failure of the gateway. The stub of
 * identity stalls with it, and personal data is withheld while its feed is silent.
 */
export function patientDeadline(patience: number): Readonly<Record<string, string>> {
  return patience === 1 ? {} : { REQUEST_DEADLINE_MS: '20000', MAX_REVOCATION_SILENCE_MS: '60000' };
}

/**
 * Starts one on free ports, and waits until it is ready.
 *
 * @param under a program that runs the gateway, with its arguments: in the same process, or its signals go
 *   astray
 * @throws Error with what it wrote, where it does not come up
 */
export async function startGatewayProcess(
  env: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<GatewayProcess> {
  const gateway = startNode('gateway/dist/main.js', env, { under, flags: gatewayFlags });
  // With which `main.ts` says where it listens.
  const { url, adminUrl } = JSON.parse(await gateway.line('"msg":"ready"')) as {
    readonly url: string;
    readonly adminUrl: string;
  };
  await gateway.ready(url);
  const { pid, end } = gateway;
  return {
    url,
    adminUrl,
    graphqlUrl: `${url}/graphql`,
    pid,
    get output() {
      return gateway.output;
    },
    rssMb: memoryOf(pid),
    ownRssMb: () => rssMbOfOne(pid),
    end,
  };
}

/**
 * How old the list of a gateway's processes may be. Looking for them reads all of the machine's, memory is
 * read often.
 */
const familyMs = 100;

function memoryOf(pid: number): () => number {
  let family: readonly number[] = [];
  let listed = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - listed > familyMs) {
      family = familyOf(pid);
      listed = performance.now();
    }
    return family.reduce((sum, member) => sum + rssMbOfOne(member), 0);
  };
}
