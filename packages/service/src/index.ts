export { type DescribedVariable, describedVariables } from './config/described-variables.ts';
export { ConfigurationError, parseEnvironment } from './config/environment.ts';
export { watchFiles } from './files/watch-files.ts';
export { logDestination } from './logging/log-destination.ts';
export { clientNetwork, networkOf, siteOf } from './network/client-network.ts';
export { closeOnSignal } from './shutdown/close-on-signal.ts';
export { type TracingSettings, tracingEnvironment, tracingSettings } from './tracing/settings.ts';
export type { SpanFacts, SpanKind, TraceSpan, Tracing } from './tracing/span.ts';
export { startTracing } from './tracing/start-tracing.ts';
