import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { CallContext } from '../../subgraphs/subgraph-port.ts';
import type { CivicGatewayOptions, ServedView } from '../../supergraph/civic-gateway.ts';

/** A schema that never changes, as Apollo Server takes it: a changed contract is another one. */
export function fixedSchema(
  { schema, served }: ServedView['serving'],
  execute: CivicGatewayOptions['execute'],
): ApolloServerOptionsWithGateway<CallContext>['gateway'] {
  return {
    onSchemaLoadOrUpdate(changed) {
      // Only the plugin that reports schemas to Apollo reads the SDL.
      changed({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor: (context) => execute(served, context) }),
    stop: async () => undefined,
  };
}
