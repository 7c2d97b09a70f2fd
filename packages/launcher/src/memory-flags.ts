import { demoSubgraphs } from './subgraphs.ts';

/**
 * Flags of V8 for a gateway (docs/explanation/adr/0022). Where there is room for young objects less is
 * copied: a third of the time of large answers that are made at once. Old objects are collected when they are
 * half as much again as was left the last time; by itself V8 lets them become up to four times as much, where
 * the machine has the memory.
 */
export const gatewayFlags: readonly string[] = ['--max-semi-space-size=64', '--heap-growing-percent=50'];

/** Flags of V8, by service that has some; of subgraphs as their demo.json names them. */
export function memoryFlags(): Readonly<Record<string, readonly string[]>> {
  const some = demoSubgraphs().filter(({ nodeFlags }) => nodeFlags.length > 0);
  return {
    gateway: gatewayFlags,
    ...Object.fromEntries(some.map(({ name, nodeFlags }) => [name, nodeFlags])),
  };
}
