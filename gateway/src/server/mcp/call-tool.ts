import { PublicError } from '@civic-graph/errors';
import type { Tracing } from '@civic-graph/service';
import type { Logger } from 'pino';
import type { QuotaCaller } from '../../admission/rate-limiting/quotas.ts';
import type { Engine, OperationResult } from '../../execution/engine.ts';
import { during } from '../../execution/trace-operation.ts';
import type { CancellationToken } from '../../lib/cancellation.ts';
import type { Variables } from '../../lib/graphql/variables.ts';
import { failedOperation } from '../http/failed-operation.ts';
import { admit, execute } from '../http/pipeline.ts';
import { callerKey } from './caller-key.ts';
import { type AskPerson, confirmMutation } from './confirm-mutation.ts';
import type { Confirmations } from './confirmations.ts';
import { confirmationArgument } from './describe-tool.ts';
import type { FoundTool, ToolCatalogue } from './tool-catalogue.ts';

export interface ToolCallOptions {
  readonly catalogue: ToolCatalogue;
  readonly confirmations: Confirmations;
  readonly engine: Engine;
  readonly logger: Logger;
  /** `null` without tracing. */
  readonly tracing: Tracing | null;
}

export interface ToolCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: QuotaCaller;
  /** Authenticates again, after a person has answered. */
  readonly callerNow: () => Promise<QuotaCaller>;
  /** `null` if the client cannot ask. */
  readonly ask: AskPerson | null;
  /** Starts the deadline of the operation. */
  readonly beginOperation: () => CancellationToken;
}

/**
 * Runs a tool by the steps of the pipeline, from the document on.
 * @returns `null` for a tool that the app does not have
 */
export async function callTool(call: ToolCall, options: ToolCallOptions): Promise<OperationResult | null> {
  try {
    const tool = await options.catalogue.find(call.caller, call.name);
    return tool && (await run(tool, call, options));
  } catch (error) {
    return failedOperation(error, options.logger);
  }
}

async function run(tool: FoundTool, call: ToolCall, options: ToolCallOptions): Promise<OperationResult> {
  const { prepared } = tool;
  const { code, variables } = readInput(tool, call.input);
  if (prepared.kind !== 'mutation') return operate(tool, variables, call.caller, call, options);
  // The call would change nothing, so nobody is asked.
  if (tool.access.kind === 'none') return { errors: tool.access.refusals };
  const coercion = prepared.coerceVariables(variables);
  if (coercion.kind === 'invalid') return { errors: coercion.errors };
  const refusal = await confirmMutation(
    {
      tool: call.name,
      summary: tool.definition.summary,
      caller: callerKey(call.caller.principal),
      operation: tool.operation.digest,
      variables,
      code,
      ask: call.ask,
    },
    options.confirmations,
  );
  // Minutes may have passed: the token may be revoked, and the schema may have changed.
  const caller = await call.callerNow();
  if (refusal !== null) return { errors: [refusal] };
  const current = await options.catalogue.find(caller, call.name);
  if (current?.operation.digest !== tool.operation.digest) throw new PublicError('OPERATION_NOT_SAFELISTED');
  return operate(current, variables, caller, call, options);
}

async function operate(
  { prepared }: FoundTool,
  variables: Variables,
  { principal, network }: QuotaCaller,
  { beginOperation }: ToolCall,
  { engine, logger, tracing }: ToolCallOptions,
): Promise<OperationResult> {
  const span = tracing?.startSpan('mcp tool');
  const signal = beginOperation();
  return during(
    span,
    (async () => {
      const admission = await admit(engine, prepared, variables, principal, { network, span, end: signal });
      if (admission.kind === 'refused') return { errors: admission.errors };
      const requestId = crypto.randomUUID();
      return execute(engine, admission, { principal, network, requestId, signal, span }, logger);
    })(),
  );
}

/** @throws PublicError BAD_USER_INPUT for an argument that the tool does not have */
function readInput(
  { definition, prepared }: FoundTool,
  input: ToolCall['input'],
): { readonly code: string | undefined; readonly variables: Variables } {
  const { [confirmationArgument]: code, ...variables } = input;
  const known = definition.input.properties;
  const unknown = Object.keys(variables).find((name) => !Object.hasOwn(known, name));
  const surplus =
    unknown ?? (code !== undefined && prepared.kind !== 'mutation' ? confirmationArgument : undefined);
  if (surplus !== undefined)
    throw new PublicError(
      'BAD_USER_INPUT',
      `The tool has no argument ${JSON.stringify(surplus.slice(0, 80))}.`,
    );
  if (code !== undefined && typeof code !== 'string')
    throw new PublicError('BAD_USER_INPUT', `${confirmationArgument} is not a text.`);
  return { code, variables };
}
