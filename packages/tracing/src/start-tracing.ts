import type { TracingSettings } from './settings.ts';
import type { Tracing } from './span.ts';

export interface TracingOptions {
  /** Name of the service in traces. */
  readonly service: string;
  /** `null`: nothing is traced. */
  readonly settings: TracingSettings | null;
  /**
   * Who sends a `traceparent`. `anybody` may ask to be traced, and is, but not without end. The `gateway` has decided
   * already: what it traces is traced, and nothing else.
   */
  readonly callers: 'anybody' | 'gateway';
  /** Told when traces cannot be sent, and when they can again. */
  readonly report?: (state: 'lost' | 'sent') => void;
}

/** @returns `null` where tracing is off; then nothing of OpenTelemetry is even loaded */
export async function startTracing(options: TracingOptions): Promise<Tracing | null> {
  const { settings } = options;
  if (settings === null) return null;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing({ ...options, settings });
}
