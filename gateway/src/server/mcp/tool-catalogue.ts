import { setImmediate as nextIteration } from 'node:timers/promises';
import { PublicError } from '@civic-graph/errors';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { LRUCache } from 'lru-cache';
import type { Switchboard } from '../../admission/kill-switches/switchboard.ts';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { SafelistedOperation } from '../../admission/safelists/safelist-client.ts';
import type { Safelists } from '../../admission/safelists/safelists.ts';
import type { PreparedOperation } from '../../execution/prepared-operation.ts';
import type { ServedSupergraph } from '../../supergraph/served-supergraph.ts';
import { type DocumentSurroundings, prepareDocument } from '../subscriptions/prepare-document.ts';
import { describeTool } from './describe-tool.ts';
import { readTool, type ToolDefinition } from './read-tool.ts';
import { type ToolAccess, toolAccess } from './tool-access.ts';
import { nameTools } from './tool-names.ts';

export interface ToolCatalogueOptions extends DocumentSurroundings {
  readonly safelists: Pick<Safelists, 'operationsOf'>;
  readonly switchboard: Switchboard;
  readonly consentUrl: string;
  readonly maxTools: number;
  readonly toolsPerPage: number;
  /** Whether confirmations work here; otherwise no mutation is offered. */
  readonly mayMutate: boolean;
}

/** A tool that a caller has named. */
export interface FoundTool {
  readonly definition: ToolDefinition;
  readonly operation: SafelistedOperation;
  readonly prepared: PreparedOperation;
  readonly access: ToolAccess;
}

/** The approved operations of the calling apps, as tools. */
export interface ToolCatalogue {
  /** @throws PublicError SAFELIST_UNAVAILABLE, RATE_LIMITED, OVERLOADED, BAD_USER_INPUT */
  list(caller: QuotaCaller, cursor: string | undefined): Promise<{ tools: Tool[]; nextCursor?: string }>;
  /**
   * Also finds tools that are not listed for this caller, because their answer says what is missing.
   * @returns `null` for an operation that the app may not run
   * @throws PublicError as `list`
   */
  find(caller: QuotaCaller, name: string): Promise<FoundTool | null>;
}

/** Definitions per supergraph; each takes about ten times the size of its text. */
const maxDefinitions = 1_000;

export function createToolCatalogue(options: ToolCatalogueOptions): ToolCatalogue {
  const { safelists, switchboard, consentUrl, maxTools, toolsPerPage, mayMutate } = options;
  const definitions = new WeakMap<ServedSupergraph, LRUCache<string, ToolDefinition>>();

  return {
    async list(caller, cursor) {
      const named = [...(await toolsOf(caller))];
      const start = cursor === undefined ? 0 : Number(cursor);
      if (!Number.isInteger(start) || start < 0)
        throw new PublicError('BAD_USER_INPUT', 'The cursor is not one of tools/list.');
      const page = named.slice(start, start + toolsPerPage);
      // Deciding about a tool takes as long as a small operation.
      const charged = await options.engine.charge(caller, page.length);
      if (charged?.kind === 'refused') throw charged.error;
      const tools: Tool[] = [];
      for (const [name, operation] of page) {
        const tool = await listed(caller, name, operation);
        if (tool) tools.push(tool);
        await nextIteration();
      }
      const next = start + toolsPerPage;
      return { tools, ...(next < named.length && { nextCursor: String(next) }) };
    },
    async find(caller, name) {
      const operation = (await toolsOf(caller)).get(name);
      return operation ? await found(caller, operation) : null;
    },
  };

  async function toolsOf({ principal }: QuotaCaller): Promise<ReadonlyMap<string, SafelistedOperation>> {
    if (principal.kind === 'anonymous') return new Map();
    const operations = await safelists.operationsOf(principal.clientId);
    if (operations === null) throw new PublicError('SAFELIST_UNAVAILABLE');
    const offered = operations.filter(({ kind }) => kind === 'query' || (kind === 'mutation' && mayMutate));
    return nameTools(offered.slice(0, maxTools));
  }

  async function listed(
    caller: QuotaCaller,
    name: string,
    operation: SafelistedOperation,
  ): Promise<Tool | null> {
    const tool = await found(caller, operation);
    if (tool === null || tool.access.kind === 'none') return null;
    return describeTool(name, tool.definition, tool.access.denied);
  }

  /** `null` if the schema has changed since the operation was approved. */
  async function found(caller: QuotaCaller, operation: SafelistedOperation): Promise<FoundTool | null> {
    const source = { text: operation.text, operationName: undefined };
    const document = await prepareDocument(source, options, caller);
    if (document.kind === 'refused') return null;
    const { prepared } = document;
    const { served } = prepared;
    const definition = definitionIn(served, operation);
    const context = { index: served.policyIndex, switched: switchboard.in(served), consentUrl };
    const access = toolAccess(definition.read, context, caller.principal);
    return { definition, operation, prepared, access };
  }

  function definitionIn(served: ServedSupergraph, operation: SafelistedOperation): ToolDefinition {
    let known = definitions.get(served);
    if (known === undefined) {
      known = new LRUCache({ max: maxDefinitions });
      definitions.set(served, known);
    }
    let definition = known.get(operation.digest);
    if (definition === undefined) {
      definition = readTool(operation, options.gateway.serving.schema);
      known.set(operation.digest, definition);
    }
    return definition;
  }
}
