import { setImmediate as nextIteration } from 'node:timers/promises';
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { isLarge } from '../admission/admission-queue/parse-queue.ts';
import type { AuthorizationMode } from '../admission/authorization/authorization-mode.ts';
import type { OperationLimits } from '../admission/demand-control/operation-limits.ts';
import { Switchboard } from '../admission/kill-switches/switchboard.ts';
import type { ServedSupergraph } from '../supergraph/served-supergraph.ts';
import { type DocumentToPrepare, type PreparedOperation, prepareOperation } from './prepared-operation.ts';
import { withoutTokens } from './without-tokens.ts';

/** The source of an operation in a request: the document's text, and `operationName` if given. */
export interface OperationSource {
  readonly text: string;
  readonly operationName: string | undefined;
}

/** An operation whose document is valid for `schema`. */
export interface ValidOperation extends OperationSource {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export interface PreparedOperationsOptions {
  readonly limits: OperationLimits;
  /** Default is `errors`. */
  readonly authorizationMode?: AuthorizationMode;
  /** Active kill switches. Default is none. */
  readonly switchboard?: Switchboard;
  /** Maximum prepared operations per supergraph; its contracts together have half as many. */
  readonly maxPreparedOperations: number;
  /** Maximum size of their documents together; a prepared operation takes some twenty times its text. */
  readonly maxPreparedCharacters: number;
}

export interface PreparedStats {
  readonly hits: number;
  readonly misses: number;
  readonly kept: number;
}

interface Entry {
  readonly served: ServedSupergraph;
  readonly source: OperationSource;
  readonly prepared: PreparedOperation;
  /** Number of uses; those before the last change of the supergraph count half. */
  uses: number;
}

/** Limits of the preparation before a new supergraph is served. */
const warmed = { operations: 200, milliseconds: 2_000 };

/** Number of combinations that take as much memory as the prepared document itself. */
const combinationsInDocument = 4;

const nothingOff = new Switchboard();

/** Share of the limits that all contracts of a supergraph have together, so that many take little memory. */
const contractsShare = 1 / 2;

/** Cache of prepared operations, for each supergraph that is served, and for its contracts together. */
export class PreparedOperations {
  readonly #bySupergraph = new WeakMap<ServedSupergraph, LRUCache<string, Entry>>();
  readonly #ofContracts = new WeakMap<ServedSupergraph, LRUCache<string, Entry>>();
  readonly #contractNumbers = new WeakMap<ServedSupergraph, number>();
  #contracts = 0;
  readonly #options: PreparedOperationsOptions;
  #hits = 0;
  #misses = 0;

  constructor(options: PreparedOperationsOptions) {
    this.#options = options;
  }

  find(served: ServedSupergraph, source: OperationSource): PreparedOperation | undefined {
    const entry = this.#knownCache(served)?.get(this.#keyOf(served, source));
    if (entry === undefined) return undefined;
    entry.uses += 1;
    this.#hits += 1;
    return entry.prepared;
  }

  /** @throws PublicError OPERATION_LIMIT_EXCEEDED */
  prepare(served: ServedSupergraph, valid: ValidOperation): PreparedOperation {
    const found = this.find(served, valid);
    if (found) return found;
    this.#misses += 1;
    const key = this.#keyOf(served, valid);
    const { text, operationName, schema } = valid;
    const { limits, authorizationMode = 'errors', switchboard = nothingOff } = this.#options;
    const prepared = prepareOperation(
      served,
      schema,
      withoutLocations(valid),
      limits,
      authorizationMode,
      switchboard,
      () => this.#grown(served, key, prepared),
    );
    this.#cacheOf(served).set(key, { served, source: { text, operationName }, prepared, uses: 1 });
    return prepared;
  }

  /** Updates the size of an entry, because its combinations count too; a growing entry evicts others. */
  #grown(served: ServedSupergraph, key: string, prepared: PreparedOperation): void {
    const cache = this.#cacheOf(served);
    const entry = cache.peek(key);
    // A new object, because the cache does not compute the size of a known one again.
    if (entry?.prepared === prepared) cache.set(key, { ...entry });
  }

  /** @param served supergraph whose prepared operations are counted */
  stats(served: ServedSupergraph | null): PreparedStats {
    const kept = served === null ? 0 : (this.#bySupergraph.get(served)?.size ?? 0);
    return { hits: this.#hits, misses: this.#misses, kept };
  }

  /**
   * Prepares the most used operations for a supergraph before it is served, with a plan per set of rights in
   * use. Operations that the new schema does not support are skipped.
   * @param schema that of a contract. Default is the whole schema of `next`.
   * @returns how many operations are ready
   */
  async warm(
    current: ServedSupergraph,
    next: ServedSupergraph,
    schema = next.clientSchema(),
  ): Promise<number> {
    const end = performance.now() + warmed.milliseconds;
    // Most used first, in case time runs out; among equals, the most recent.
    const entries = [...this.#cacheOf(current).values()]
      .filter(({ served }) => served === current)
      .sort((one, other) => other.uses - one.uses);
    let ready = 0;
    for (const entry of entries.slice(0, warmed.operations)) {
      if (performance.now() > end) break;
      if (await this.#warmOne(next, schema, entry)) ready += 1;
      await nextIteration();
    }
    return ready;
  }

  async #warmOne(
    next: ServedSupergraph,
    schema: GraphQLSchema,
    { source, prepared: before, uses }: Entry,
  ): Promise<boolean> {
    const document = parse(source.text);
    const operation = getOperationAST(document, source.operationName);
    if (!operation || validate(schema, document).length > 0) return false;
    try {
      const prepared = this.prepare(next, { ...source, schema, document, operation });
      const all: Promise<unknown>[] = [];
      for (const { principal, variables } of before.callers()) {
        all.push(prepared.forCaller(principal, variables));
        if (isLarge(prepared.work)) await nextIteration();
      }
      await Promise.all(all);
      const entry = this.#cacheOf(next).get(this.#keyOf(next, source));
      if (entry) entry.uses = uses / 2;
      return true;
    } catch {
      // The request that needs it reports the reason.
      return false;
    }
  }

  /** Capped, so that one operation cannot evict all others. */
  #sizeOf({ work, combinations }: PreparedOperation, maxSize: number): number {
    const size = Math.ceil(work * (1 + combinations / combinationsInDocument));
    return Math.min(size, Math.ceil(maxSize / 4));
  }

  #cacheOf(served: ServedSupergraph): LRUCache<string, Entry> {
    const known = this.#knownCache(served);
    if (known !== undefined) return known;
    const { contractOf } = served;
    const share = contractOf === undefined ? 1 : contractsShare;
    const maxSize = Math.ceil(this.#options.maxPreparedCharacters * share);
    const cache = new LRUCache<string, Entry>({
      max: Math.ceil(this.#options.maxPreparedOperations * share),
      maxSize,
      sizeCalculation: ({ prepared }) => this.#sizeOf(prepared, maxSize),
    });
    if (contractOf === undefined) this.#bySupergraph.set(served, cache);
    else this.#ofContracts.set(contractOf, cache);
    return cache;
  }

  #knownCache(served: ServedSupergraph): LRUCache<string, Entry> | undefined {
    const { contractOf } = served;
    return contractOf === undefined ? this.#bySupergraph.get(served) : this.#ofContracts.get(contractOf);
  }

  /** An operation of one contract must be unknown to the others. */
  #keyOf(served: ServedSupergraph, source: OperationSource): string {
    if (served.contractOf === undefined) return keyOfSource(source);
    let number = this.#contractNumbers.get(served);
    if (number === undefined) {
      this.#contracts += 1;
      number = this.#contracts;
      this.#contractNumbers.set(served, number);
    }
    return `${number} ${keyOfSource(source)}`;
  }
}

/** The cached document must not retain the tokens of its text. */
function withoutLocations({ text, document, operation }: ValidOperation): DocumentToPrepare {
  return { text, document: withoutTokens(document), operation };
}

/** Unique per source, whatever characters it contains. */
function keyOfSource({ text, operationName }: OperationSource): string {
  return operationName === undefined ? `-${text}` : `${operationName.length} ${operationName}${text}`;
}
