import { readFile } from 'node:fs/promises';
import { createSubgraph, gatewayKey, type Subgraph } from '@civic-graph/subgraph-kit';
import type { Plan } from './plan.ts';
import { createResolvers } from './resolvers.ts';
import { createUpstream, type Reader, upstreamSettings } from './upstream.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

/** @param env GATEWAY_PUBLIC_KEY, or SUBGRAPH_SECRET for a shared secret; UPSTREAM_URL */
export async function create__Type__(env: Readonly<Record<string, string | undefined>>): Promise<Subgraph> {
  const plan = JSON.parse(await read('./operations.json')) as Plan;
  const upstream = createUpstream(upstreamSettings(env, plan.apiKeyHeader));
  return createSubgraph<Reader>({
    name: '__name__',
    typeDefs: await read('../schema.graphql'),
    resolvers: createResolvers(plan),
    // Whom an object belongs to, for the policy "owner".
    resources: { Citizen: ({ uin }: { readonly uin: string }) => ({ citizenKey: uin }) },
    // New for each call, so that answers are never shared between callers.
    loaders: ({ signal }) => upstream.reader(signal),
    signature: gatewayKey(env),
  });
}
