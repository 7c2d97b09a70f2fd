import type { AlipaySdk } from 'alipay-sdk';
import { z } from 'zod';
import { ProviderUnavailable } from '../provider.ts';

const answer = z.looseObject({ code: z.string(), sub_code: z.string().optional() });
export type Answer = z.infer<typeof answer>;

/**
 * One call of the gateway. The signature over the answer is checked: an unsigned "paid" is worth nothing.
 *
 * @param further public parameters. `timestamp` must be among them: the library writes the machine's local
 *   time, which Alipay takes for Beijing's
 * @throws ProviderUnavailable where no genuine answer came
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
  if (!parsed.success) throw new ProviderUnavailable(`${method}: an answer that is not understood`);
  return parsed.data;
}

/** The library wraps what ended the call, and so does its HTTP client. */
function redirectIn(error: unknown): string | null {
  if (error instanceof ProviderUnavailable) return error.message;
  return error instanceof Error ? redirectIn(error.cause) : null;
}

/** Refusals of 40004 ("business failed") that say nothing of whether the order is there or how it stands. */
const undecided = new Set([
  'ACQ.SYSTEM_ERROR',
  'ACQ.TRADE_HAS_SUCCESS',
  'ACQ.TRADE_HAS_CLOSE',
  'ACQ.CONTEXT_INCONSISTENT',
]);

/**
 * Whether Alipay has understood and will not do it. Anything else (20000: service unavailable; a signature or
 * a permission that is wrong, which the operator mends) leaves the order unknown.
 */
export function isFinalRefusal({ code, sub_code }: Answer): boolean {
  return code === '40004' && sub_code !== undefined && !undecided.has(sub_code);
}
