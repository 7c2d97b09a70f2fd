import { z } from 'zod';

/**
 * Variables of the OpenTelemetry specification, for every service. The exporter reads those of its headers by
 * itself.
 */
export const tracingEnvironment = {
  /** Where traces are sent; without it, there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL of an OTLP collector' })
    .optional(),
  /** The share of requests that is traced. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0)
    .max(1)
    .default(0.1),
};

export interface TracingSettings {
  /** The collector's address, to which OTLP adds `v1/traces`. */
  readonly endpoint: string;
  readonly ratio: number;
}

export function tracingSettings(parsed: {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly OTEL_TRACES_SAMPLER_ARG: number;
}): TracingSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: ratio } = parsed;
  return endpoint === undefined ? null : { endpoint, ratio };
}
