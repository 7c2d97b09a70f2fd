import { gatewayFlags } from '@civic-graph/launcher';
import { familyOf, rssMbOfOne } from '../../bench/process-figures.ts';
import { type NodeProcess, startNode } from '../../node-process.ts';

/**
 * A gateway as in `npm start` and the compose file, in a separate process, so that tests can measure its
 * memory and kill it.
 */
export interface GatewayProcess extends Pick<NodeProcess, 'pid' | 'end' | 'output'> {
  readonly url: string;
  readonly graphqlUrl: string;
  readonly adminUrl: string;
  /** Of all its processes. */
  rssMb(): number;
  /** Without its planners. */
  ownRssMb(): number;
}

/**
 * Longer time-outs, because a machine that stalls is not a failure of the gateway. The stub of identity
 * stalls with it, and personal data is withheld while its feed is silent.
 */
export function patientDeadline(patience: number): Readonly<Record<string, string>> {
  return patience === 1 ? {} : { REQUEST_DEADLINE_MS: '20000', MAX_REVOCATION_SILENCE_MS: '60000' };
}

/**
 * Starts a gateway on free ports, and waits until it is ready.
 *
 * @param under a program that runs the gateway, with its arguments; it must exec, or signals are lost
 * @throws Error with its output if it does not become ready
 */
export async function startGatewayProcess(
  env: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<GatewayProcess> {
  const gateway = startNode('bundle/gateway.js', env, { under, flags: gatewayFlags });
  // `main.ts` prints its address with this text.
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
 * Maximum age of the list of a gateway's processes. Listing them reads all processes of the machine, and
 * memory is read often.
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
