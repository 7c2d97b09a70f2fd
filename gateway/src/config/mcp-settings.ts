import type { GatewayEnvironment } from './environment.ts';

/** Limits of the MCP server. */
export interface McpSettings {
  /** Its address for agents, and the audience of their tokens. */
  readonly url: string;
  /** Maximum tools of one app; further operations are not offered. */
  readonly maxTools: number;
  readonly toolsPerPage: number;
  readonly maxResultCharacters: number;
  /** Lifetime of a session, which only says what the client supports. */
  readonly sessionMs: number;
  /** Time for a person to confirm a mutation; some clients give up after a minute. */
  readonly elicitationMs: number;
  /** Lifetime of a confirmation code. */
  readonly confirmationMs: number;
  /** Maximum questions that wait for an answer: in this process, and of one caller. */
  readonly maxElicitations: number;
  readonly maxElicitationsPerCaller: number;
}

export const mcpDefaults = {
  maxTools: 200,
  toolsPerPage: 50,
  maxResultCharacters: 500_000,
  sessionMs: 7 * 24 * 3_600_000,
  elicitationMs: 50_000,
  confirmationMs: 120_000,
  maxElicitations: 100,
  maxElicitationsPerCaller: 3,
};

/** `null` if no address is configured: then `/mcp` does not exist. */
export function mcpSettings({ MCP_URL: url }: GatewayEnvironment): McpSettings | null {
  return url === undefined ? null : { url, ...mcpDefaults };
}
