import type { TracingOptions } from './options.ts';
import type { Tracing } from './span.ts';

/** @returns `null` if tracing is off; OpenTelemetry is not loaded then */
export async function startTracing(options: TracingOptions): Promise<Tracing | null> {
  const { settings } = options;
  if (settings === null) return null;
  const { createOtlpTracing } = await import('./otlp-tracing.ts');
  return createOtlpTracing({ ...options, settings });
}
