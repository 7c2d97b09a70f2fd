import {
  type Context,
  SpanKind as OtlpKind,
  ROOT_CONTEXT,
  type Span,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { CallerSampler } from './caller-sampler.ts';
import type { TracingOptions } from './options.ts';
import type { TracingSettings } from './settings.ts';
import type { SpanFacts, SpanKind, TraceSpan, Tracing } from './span.ts';

/** Maximum traces per second and process that senders may request. */
const callersPerSecond = 10;

/** Maximum wait (in milliseconds) for the last spans at shutdown. */
const closingMs = 2_000;

/**
 * Creates OpenTelemetry tracing without global registration. Parents are passed explicitly, so that no
 * library adds spans and no context is propagated needlessly.
 */
export function createOtlpTracing({
  service,
  settings,
  callers,
  report,
}: TracingOptions & { readonly settings: TracingSettings }): Tracing {
  const { endpoint, ratio } = settings;
  const url = new URL('v1/traces', endpoint.endsWith('/') ? endpoint : `${endpoint}/`).href;
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'civic-graph' }),
    sampler: samplerFor(callers, ratio),
    spanLimits: { attributeValueLengthLimit: 200 },
    spanProcessors: [new BatchSpanProcessor({ exporter: reporting(new OTLPTraceExporter({ url }), report) })],
  });
  const tracer = provider.getTracer('civic-graph');

  return {
    startSpan(name, traceparent) {
      // A repeated header (W3C Trace Context, section 3.2) or a malformed one counts as absent.
      const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
      // The sender's `tracestate` and `baggage` are ignored.
      const context =
        parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
      const span = tracer.startSpan(name, { kind: OtlpKind.SERVER }, context);
      return span.isRecording() ? new OtlpSpan(tracer, span) : undefined;
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, closingMs);
      });
      // An unreachable collector must not delay the shutdown.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

class OtlpSpan implements TraceSpan {
  readonly #tracer: Tracer;
  readonly #span: Span;
  readonly #context: Context;

  constructor(tracer: Tracer, span: Span) {
    this.#tracer = tracer;
    this.#span = span;
    this.#context = trace.setSpan(ROOT_CONTEXT, span);
  }

  get traceparent(): string {
    const { traceId, spanId } = this.#span.spanContext();
    return `00-${traceId}-${spanId}-01`;
  }

  child(name: string, kind: SpanKind, facts: SpanFacts = {}, startedAt?: number): TraceSpan {
    const options = {
      kind: kinds[kind],
      attributes: facts,
      ...(startedAt !== undefined && { startTime: startedAt }),
    };
    return new OtlpSpan(this.#tracer, this.#tracer.startSpan(name, options, this.#context));
  }

  setAttributes(facts: SpanFacts): void {
    this.#span.setAttributes(facts);
  }

  end(failure?: string): void {
    if (failure !== undefined) {
      this.#span.setAttribute('error.type', failure);
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end();
  }
}

const kinds = { server: OtlpKind.SERVER, client: OtlpKind.CLIENT, internal: OtlpKind.INTERNAL } as const;

/** Local children follow their parent's decision; for root spans it depends on the caller. */
function samplerFor(callers: TracingOptions['callers'], ratio: number): Sampler {
  return callers === 'gateway'
    ? new ParentBasedSampler({ root: new AlwaysOffSampler(), remoteParentSampled: new AlwaysOnSampler() })
    : new ParentBasedSampler({
        root: new TraceIdRatioBasedSampler(ratio),
        remoteParentSampled: new CallerSampler(callersPerSecond),
      });
}

/** Reports once when the exporter fails, and once when it recovers. */
function reporting(exporter: SpanExporter, report: TracingOptions['report']): SpanExporter {
  let state: 'lost' | 'sent' = 'sent';
  return {
    export(spans: ReadableSpan[], done: (result: ExportResult) => void) {
      exporter.export(spans, (result) => {
        const next = result.code === ExportResultCode.SUCCESS ? 'sent' : 'lost';
        if (next !== state) report?.(next);
        state = next;
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
