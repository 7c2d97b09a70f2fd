import { z } from 'zod';

/**
 * Variables of the OpenTelemetry specification, for every service. The exporter itself reads those for its
 * headers.
 */
export const tracingEnvironment = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL of an OTLP collector' })
    .optional()
    .meta({ description: 'OpenTelemetry collector that receives traces.', defaultText: 'none: no traces' }),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number({ error: 'must be a number from 0 to 1' })
    .min(0)
    .max(1)
    .default(0.1)
    .describe('Share of traced requests.'),
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
