import { z } from 'zod';

/** A kill switch that applies at all gateways, as the identity service reports it. */
export const switchSchema = z.object({
  id: z.uuid(),
  /** The agency that set it; `null`: the platform, for fields of any agency. */
  agency: z.string().nullable(),
  /** The subgraph that the agency runs. */
  subgraph: z.string().nullable(),
  /** `Type` or `Type.field`; `null`: every field of the agency. */
  coordinate: z.string().nullable(),
  /** `null`: for all apps. */
  clientId: z.string().nullable(),
  /** The agency's notice to refused callers. */
  notice: z.string(),
  since: z.iso.datetime(),
});

export type Switch = Readonly<z.infer<typeof switchSchema>>;
