export { type TracingSettings, tracingEnvironment, tracingSettings } from './settings.ts';
export type { SpanFacts, SpanKind, TraceSpan, Tracing } from './span.ts';
export { startTracing } from './start-tracing.ts';
