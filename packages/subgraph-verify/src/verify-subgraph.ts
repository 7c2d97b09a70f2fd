import { randomUUID } from 'node:crypto';
import { type SigningKey, systemClock } from '@civic-graph/tokens';
import type { Check, Finding } from './check.ts';
import { notChecked } from './check.ts';
import { allChecks } from './checks/all-checks.ts';
import { answered } from './checks/call/answered.ts';
import { type Report, reportOf } from './report.ts';
import { type Sample, sampleSchema } from './sample.ts';
import { readSchema } from './schema/read-schema.ts';
import { createTestedServer, type VerifyLimits } from './tested-server.ts';

export interface VerifyOptions {
  /** URL of the GraphQL endpoint. */
  readonly url: string | URL;
  /** Name of the subgraph in the supergraph. */
  readonly name: string;
  /** Text of its schema.graphql. */
  readonly schema: string;
  /** Key with which the gateway signs. */
  readonly key: SigningKey;
  readonly sample?: Sample;
  readonly limits?: Partial<VerifyLimits>;
  readonly clock?: () => Date;
  readonly unique?: () => string;
}

/** The server cannot be reached, so nothing is known about it. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const defaultLimits: VerifyLimits = {
  timeoutMs: 10_000,
  heartbeatMs: 30_000,
  idleMs: 60_000,
  maxBytes: 16_000_000,
};

/**
 * Tests whether a server follows the subgraph protocol, by calling it as the gateway and as an attacker
 * would. Runs no mutation that is allowed; a server that allows what it should refuse may change its data.
 *
 * @throws UnreachableError if the server accepts no connection
 * @throws SchemaError if no server can serve the schema
 */
export async function verifySubgraph(options: VerifyOptions): Promise<Report> {
  const { name, key, limits, clock = systemClock, unique = randomUUID } = options;
  const url = new URL(options.url);
  const server = createTestedServer({
    url,
    name,
    key,
    clock,
    unique,
    schema: readSchema(options.schema),
    sample: options.sample ?? sampleSchema.parse({}),
    limits: { ...defaultLimits, ...limits },
  });
  const probe = await server.ask({ query: '{ __typename }' });
  if (probe.kind === 'none')
    throw new UnreachableError(`${url.href} cannot be called (${probe.reason}); start it, or fix the URL`);

  const results = new Map<Check, readonly Finding[]>([[answered, await answered.run(server)]]);
  const isAnswered = results.get(answered)?.every(({ verdict }) => verdict === 'passed');
  if (!isAnswered) {
    for (const check of allChecks) results.set(check, [notChecked(`${answered.id} to pass`)]);
  } else {
    const waiting = allChecks
      .filter(({ waits }) => waits)
      .map((check) => [check, check.run(server)] as const);
    const found = new Map<Check, readonly Finding[]>();
    for (const check of allChecks) if (!check.waits) found.set(check, await check.run(server));
    for (const [check, run] of waiting) found.set(check, await run);
    for (const check of allChecks) results.set(check, found.get(check) ?? []);
  }
  return reportOf({ url: url.href, subgraph: name, results });
}
