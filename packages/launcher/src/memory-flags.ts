import { demoSubgraphs } from './subgraphs.ts';

/**
 * V8 flags of a gateway (docs/explanation/adr/0022).
 *
 * - A larger young generation copies less: it saves a third of the time of concurrent large answers.
 * - The old generation is collected after growing by half; V8's default lets it quadruple on large machines.
 */
export const gatewayFlags: readonly string[] = ['--max-semi-space-size=64', '--heap-growing-percent=50'];

/** V8 flags by service that has some; those of subgraphs are in their demo.json. */
export function memoryFlags(): Readonly<Record<string, readonly string[]>> {
  const some = demoSubgraphs().filter(({ nodeFlags }) => nodeFlags.length > 0);
  return {
    gateway: gatewayFlags,
    ...Object.fromEntries(some.map(({ name, nodeFlags }) => [name, nodeFlags])),
  };
}
