import { z } from 'zod';

/** That something is switched off at all gateways, as the identity service tells it. */
export const switchSchema = z.object({
  id: z.uuid(),
  /** Whose switch it is; `null`: the platform's, for fields of whichever agency. */
  agency: z.string().nullable(),
  /** The subgraph that the agency runs. */
  subgraph: z.string().nullable(),
  /** `Type` or `Type.field`; `null`: every field of the agency. */
  coordinate: z.string().nullable(),
  /** `null`: for all apps. */
  clientId: z.string().nullable(),
  /** What the agency has to say to those whom it refuses. */
  notice: z.string(),
  since: z.iso.datetime(),
});

export type Switch = Readonly<z.infer<typeof switchSchema>>;
