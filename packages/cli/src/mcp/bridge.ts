import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  InitializeResultSchema,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  type JSONRPCMessage,
  type RequestId,
} from '@modelcontextprotocol/sdk/types.js';

export interface BridgeOptions {
  /** The program that started the bridge. */
  readonly local: Transport;
  /** The gateway. */
  readonly remote: Transport;
  /** Settles when the program sends nothing more. */
  readonly ended: Promise<unknown>;
  readonly note: (text: string) => void;
}

/** Reserved for implementations by JSON-RPC 2.0, section 5.1. */
const serverError = -32_000;

/**
 * Passes messages between two transports of MCP, unchanged, until the program has ended and every request is
 * answered. A request that cannot be sent is answered with an error, so that the program does not wait.
 */
export async function bridge({ local, remote, ended, note }: BridgeOptions): Promise<void> {
  const open = new Set<RequestId>();
  let settled: () => void = () => undefined;

  const toLocal = async (message: JSONRPCMessage) => {
    if (isJSONRPCResultResponse(message)) {
      const initialized = InitializeResultSchema.safeParse(message.result);
      if (initialized.success) remote.setProtocolVersion?.(initialized.data.protocolVersion);
    }
    if (!('method' in message) && message.id !== undefined) open.delete(message.id);
    await local.send(message);
    if (open.size === 0) settled();
  };
  local.onmessage = (message) => {
    if (isJSONRPCRequest(message)) open.add(message.id);
    remote.send(message).catch((error: unknown) => {
      if (!isJSONRPCRequest(message)) return;
      const text = error instanceof Error ? error.message : String(error);
      void toLocal({ jsonrpc: '2.0', id: message.id, error: { code: serverError, message: text } });
    });
  };
  remote.onmessage = (message) => void toLocal(message);
  remote.onerror = (error) => note(error.message);

  await remote.start();
  await local.start();
  await ended;
  if (open.size > 0)
    await new Promise<void>((resolve) => {
      settled = resolve;
    });
  await remote.close();
  await local.close();
}
