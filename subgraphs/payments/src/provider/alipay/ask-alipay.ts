import type { AlipaySdk } from 'alipay-sdk';
import { z } from 'zod';
import { ProviderUnavailable } from '../provider.ts';

const answer = z.looseObject({ code: z.string(), sub_code: z.string().optional() });
export type Answer = z.infer<typeof answer>;

/**
 * Calls the gateway and verifies the signature of the answer.
 *
 * @param further public parameters. Must include `timestamp`: the library writes local time, which Alipay
 * reads as Beijing time
 * @throws ProviderUnavailable unless a genuine answer arrives
 */
export async function askAlipay(
  sdk: AlipaySdk,
  method: string,
  bizContent: Record<string, unknown>,
  further: Record<string, string>,
): Promise<Answer> {
  let data: unknown;
  try {
    data = await sdk.exec(method, { ...further, bizContent }, { validateSign: true });
  } catch (cause) {
    const redirect = redirectIn(cause);
    throw new ProviderUnavailable(`${method}: ${redirect ?? 'no genuine answer'}`, { cause });
  }
  const parsed = answer.safeParse(data);
  if (!parsed.success) throw new ProviderUnavailable(`${method}: unknown answer`);
  return parsed.data;
}

/** The library and its HTTP client both wrap the original error. */
function redirectIn(error: unknown): string | null {
  if (error instanceof ProviderUnavailable) return error.message;
  return error instanceof Error ? redirectIn(error.cause) : null;
}

/** Refusals with 40004 ("business failed") that say nothing about the order. */
const undecided = new Set([
  'ACQ.SYSTEM_ERROR',
  'ACQ.TRADE_HAS_SUCCESS',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.CONTEXT_INCONSISTENT',
]);

/**
 * Whether Alipay has definitely refused. Other codes (20000: service unavailable; a wrong signature or
 * permission, which the operator fixes) leave the order unknown.
 */
export function isFinalRefusal({ code, sub_code }: Answer): boolean {
  return code === '40004' && sub_code !== undefined && !undecided.has(sub_code);
}
