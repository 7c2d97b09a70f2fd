import { z } from 'zod';
import { confStatuses, obsStatuses } from './obs-status.ts';

/** A row of the engine. */
export const observationSchema = z
  .object({
    load: z.string(),
    region: z.string(),
    key: z.array(z.string()).readonly(),
    period: z.string(),
    value: z.number().nullable(),
    obs_status: z.enum(obsStatuses),
    conf_status: z.enum(confStatuses),
  })
  .transform(({ obs_status, conf_status, ...row }) => ({
    ...row,
    obsStatus: obs_status,
    confStatus: conf_status,
  }));

export type Observation = z.infer<typeof observationSchema>;

/** Columns of the table, in the order in which they are stored and paged through. */
export const observationColumns = 'load, region, key, period, value, obs_status, conf_status';
