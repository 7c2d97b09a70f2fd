import { ApolloGateway } from '@apollo/gateway';
import { PublicError } from '@civic-graph/errors';
import type { PublishedContract } from '@civic-graph/releases';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { PlannerFactory, SupergraphTrial } from '../planning/planner.ts';
import type { SubgraphDirectory } from '../subgraphs/transport/subgraph-directory.ts';
import type { SubgraphEndpoint } from '../subgraphs/transport/subgraph-endpoint.ts';
import { type ServedContracts, serveContracts } from './served-contracts.ts';
import { admitSupergraph, type ServedSupergraph, tryInPlanner } from './served-supergraph.ts';
import type { SupergraphSource } from './supergraph-source.ts';

export type GatewayRequestContext = Parameters<ApolloGateway['executor']>[0];
type GatewayResult = ReturnType<ApolloGateway['executor']>;

export interface CivicGatewayOptions {
  readonly source: SupergraphSource;
  /** The addresses of its subgraphs. */
  readonly directory: SubgraphDirectory;
  readonly createPlanner: PlannerFactory;
  /** Called before each supergraph is served. */
  readonly trySupergraph: SupergraphTrial;
  /** Labels of `@override` that are on. */
  readonly overrideLabels?: readonly string[];
  /** Prepares to serve `next`; the previous supergraph serves until it is done. */
  readonly warm: (
    current: ServedSupergraph,
    next: ServedSupergraph,
    schema?: GraphQLSchema,
  ) => Promise<unknown>;
  /** Replaces the endpoints. */
  readonly setEndpoints: (endpoints: readonly SubgraphEndpoint[]) => void;
  /** Called with each change and its outcome. */
  readonly observe?: (outcome: 'served' | 'refused') => void;
  readonly execute: (served: ServedSupergraph, context: GatewayRequestContext) => GatewayResult;
  readonly logger: Logger;
}

/** No further contract is prepared for a supergraph after this time, so that a rollback does not wait. */
const maxWarmingMs = 2_000;

/** What is served at one path. */
export interface ServedView {
  /** `null` if nothing is served there. */
  readonly current: ServedSupergraph | null;
  /** @throws PublicError NOT_READY; for a contract NOT_FOUND, CONTRACT_UNAVAILABLE */
  readonly serving: { readonly schema: GraphQLSchema; readonly served: ServedSupergraph };
}

/** The last refused change; the previous supergraph keeps serving. */
export interface RefusedSupergraph {
  readonly at: Date;
  readonly reason: string;
}

/**
 * Apollo's gateway with our engine: it loads supergraphs and runs plugins and Apollo Server. Every supergraph
 * is admitted before it is served.
 */
export class CivicGateway extends ApolloGateway implements ServedView {
  readonly #served = new WeakMap<GraphQLSchema, ServedSupergraph>();
  #refused: RefusedSupergraph | null = null;
  #current: ServedSupergraph | null = null;
  #apiSchema: GraphQLSchema | null = null;
  #contracts: ServedContracts = new Map();
  #serveFirstContracts = async (): Promise<void> => undefined;

  constructor(options: CivicGatewayOptions) {
    const {
      source,
      directory,
      createPlanner,
      trySupergraph,
      overrideLabels,
      warm,
      setEndpoints,
      execute,
      logger,
    } = options;
    let admitted: ServedSupergraph | null = null;
    super({
      // Our own log reports events; this one would repeat SDL.
      logger: silentLogger,
      supergraphSdl: async ({ update }) => {
        const read = async () => {
          const reading = source.read().then((sdl) => ({ sdl, contracts: source.contracts?.() ?? [] }));
          const [{ sdl, contracts }, listing] = await Promise.all([reading, directory.read()]);
          const fingerprint = [listing.fingerprint, sdl, JSON.stringify(contracts)].join('\0');
          return { sdl, contracts, listing, fingerprint };
        };
        const contractsOf = (published: readonly PublishedContract[], base: ServedSupergraph) =>
          serveContracts(published, base, this.#contracts, (contract, reason) =>
            logger.error({ contract, reason }, 'a contract cannot be served; the others are'),
          );
        const refuse = (error: unknown) => {
          const reason = reasonOf(error);
          this.#refused = { at: new Date(), reason };
          source.refused?.(reason);
          logger.error({ reason }, 'supergraph refused; the previous one keeps serving');
          options.observe?.('refused');
        };
        const begin = async () => {
          const { sdl, contracts, listing, fingerprint } = await read();
          const next = admitSupergraph(sdl, createPlanner, overrideLabels);
          const endpoints = listing.endpointsOf(next.subgraphs);
          await tryInPlanner(trySupergraph, sdl, next);
          return { next, endpoints, fingerprint, contracts };
        };
        const first = await begin().catch(async (error: unknown) => {
          if (!(await source.restorePrevious?.())) {
            source.refused?.(reasonOf(error));
            throw error;
          }
          refuse(error);
          return begin();
        });
        let seen: string | null = first.fingerprint;
        let servedLast = first.fingerprint;
        admitted = first.next;
        setEndpoints(first.endpoints);
        source.served?.();
        const reload = async () => {
          const before = seen;
          // Unknown until it has been read, so that the same text is tried again after a failure.
          seen = null;
          const { sdl, contracts: published, listing, fingerprint } = await read();
          seen = fingerprint;
          if (seen === before) {
            // Another rollout of the same text, such as a canary of others.
            if (seen === servedLast) source.served?.();
            else if (this.#refused !== null) source.refused?.(this.#refused.reason);
            return;
          }
          const next = admitSupergraph(sdl, createPlanner, overrideLabels);
          const endpoints = listing.endpointsOf(next.subgraphs);
          const isSame = next.version === this.#current?.version;
          const contracts = await contractsOf(published, isSame && this.#current ? this.#current : next);
          if (!isSame) {
            await tryInPlanner(trySupergraph, sdl, next);
            if (this.#current) await warm(this.#current, next);
            const end = performance.now() + maxWarmingMs;
            for (const [name, contract] of contracts) {
              const before = this.#contracts.get(name);
              if (!before || !contract || performance.now() > end) continue;
              await warm(before.served, contract.served, contract.schema);
            }
            admitted = next;
            update(next.gatewaySdl);
            logger.info({ supergraph: next.version }, 'supergraph changed');
          }
          this.#contracts = contracts;
          // Synchronously, so that the new supergraph's subgraphs are callable before its first request.
          setEndpoints(endpoints);
          this.#refused = null;
          servedLast = fingerprint;
          source.served?.();
          options.observe?.('served');
        };
        let reloading = Promise.resolve();
        const changed = () => {
          reloading = reloading.then(reload).catch(refuse);
        };
        this.#serveFirstContracts = async () => {
          reloading = reloading.then(async () => {
            // A reload may have been faster.
            if (seen === first.fingerprint) this.#contracts = await contractsOf(first.contracts, first.next);
          });
          await reloading;
        };
        const stops = [source.watch(changed), directory.watch(changed)];
        const cleanup = async () => stops.forEach((stop) => void stop());
        return { supergraphSdl: admitted.gatewaySdl, cleanup };
      },
    });
    this.onSchemaLoadOrUpdate(({ apiSchema }) => {
      // A schema that was not admitted stays unknown, and so is never executed.
      if (admitted === null) return;
      this.#current = admitted;
      this.#apiSchema = apiSchema;
      admitted.shareClientSchema(apiSchema);
      this.#served.set(apiSchema, admitted);
    });
    this.executor = async (context) => {
      const served = this.#served.get(context.schema);
      if (!served) throw new Error('a schema is served that was never admitted');
      return execute(served, context);
    };
  }

  /** Contracts come last, because they are compared with the schema. */
  override async load(options?: Parameters<ApolloGateway['load']>[0]): ReturnType<ApolloGateway['load']> {
    const loaded = await super.load(options);
    await this.#serveFirstContracts();
    return loaded;
  }

  get current(): ServedSupergraph | null {
    return this.#current;
  }

  /** @throws if nothing is served yet */
  get serving(): { readonly schema: GraphQLSchema; readonly served: ServedSupergraph } {
    const [schema, served] = [this.#apiSchema, this.#current];
    if (schema === null || served === null) throw new PublicError('NOT_READY');
    return { schema, served };
  }

  /**
   * What is served at the path of a contract.
   * @param contract `null` for the whole schema
   */
  at(contract: string | null): ServedView {
    if (contract === null) return this;
    const find = () => this.#contracts.get(contract);
    return {
      get current() {
        return find()?.served ?? null;
      },
      get serving() {
        const found = find();
        if (found === undefined) throw new PublicError('NOT_FOUND', `There is no contract ${contract}.`);
        if (found === null) throw new PublicError('CONTRACT_UNAVAILABLE');
        return found;
      },
    };
  }

  get refused(): RefusedSupergraph | null {
    return this.#refused;
  }
}

/** Shown at `/readyz`: the supergraph's problem, but no path of an unreadable file. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'syscall' in error && 'code' in error
    ? `The supergraph cannot be read: ${error.code}`
    : error.message;
}

const ignore = () => undefined;
const silentLogger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
