import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { ForbiddenTarget, guardedLookup, isAllowedAddress, parseTarget, type TargetRules } from './target.ts';

export interface Message {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export type Posted = { readonly status: number } | { readonly problem: Problem };
/** Reason for a missing answer, visible to the partner: nothing about our network. */
export type Problem = 'forbidden-target' | 'timeout' | 'no-answer';

const deadlineMilliseconds = 5_000;

/**
 * Posts a message and reads only the status. Uses `node:http` because it accepts a lookup function and
 * follows no redirect; each message opens a new connection, which is checked again.
 */
export function post({ url, headers, body }: Message, rules: TargetRules): Promise<Posted> {
  const target = parseTarget(url, rules);
  if (target === null) return Promise.resolve({ problem: 'forbidden-target' });
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // An IP address is connected to without a lookup.
  if (isIP(host) !== 0 && !isAllowedAddress(host, rules)) {
    return Promise.resolve({ problem: 'forbidden-target' });
  }
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const outgoing = request(target, {
      method: 'POST',
      headers: {
        ...headers,
        'content-length': Buffer.byteLength(body),
        'user-agent': 'civic-graph-webhooks',
      },
      lookup: guardedLookup(rules),
      agent: false,
      signal: AbortSignal.timeout(deadlineMilliseconds),
    });
    outgoing.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0 });
      // The response body is ignored, and may be endless.
      response.destroy();
    });
    // Node does not treat 101 as a response, so the request would never settle.
    outgoing.on('upgrade', (response, socket) => {
      resolve({ status: response.statusCode ?? 0 });
      socket.destroy();
    });
    outgoing.on('error', (error) => resolve({ problem: problemOf(error) }));
    outgoing.end(body);
  });
}

function problemOf(error: Error): Problem {
  if (error instanceof ForbiddenTarget) return 'forbidden-target';
  return error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : 'no-answer';
}
