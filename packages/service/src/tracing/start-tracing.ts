import type { TracingOptions } from './options.ts';
import type { Tracing } from './span.ts';

/** @returns `null` where tracing is off; then nothing of OpenTelemetry is even loaded */
export async function startTracing(options: TracingOptions): Promise<Tracing | null> {
  const { settings } = options;
  if (settings === null) return null;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing({ ...options, settings });
}
