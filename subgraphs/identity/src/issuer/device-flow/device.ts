import type { IncomingMessage } from 'node:http';
import { clientNetwork } from '@civic-graph/service';
import { z } from 'zod';

const longest = 120;

const device = z.object({
  /** As the device describes itself; anybody can write anything there. */
  name: z.string(),
  /** Network that it asked from. */
  network: z.string(),
});

/** What a person is told about the device that asks. */
export type Device = Readonly<z.infer<typeof device>>;

/** Reads who asks, when it asks. */
export function describeDevice(request: IncomingMessage, isForwarded: boolean): Device {
  const { 'user-agent': agent = '' } = request.headers;
  return { name: oneLine(agent), network: clientNetwork(request, isForwarded) };
}

/** Reads a stored description. @throws ZodError for what is none */
export function parseDevice(stored: unknown): Device {
  return device.parse(stored);
}

/** Control and format characters could change how the rest of the page is displayed. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, longest)
    .trim();
}
