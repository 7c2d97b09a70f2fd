import { z } from 'zod';

/** A kill switch that applies at all gateways, as the identity service reports it. */
export const switchSchema = z.object({
  id: z.uuid(),
  /** The agency that set it; `null`: the platform, for fields of any agency. */
  agency: z.string().nullable(),
  /** A subgraph of the agency. */
  subgraph: z.string().nullable(),
  /** Every subgraph of the agency; absent from identity services of earlier versions. */
  subgraphs: z.array(z.string()).nullish(),
  /** `Type` or `Type.field`; `null`: every field of the agency. */
  coordinate: z.string().nullable(),
  /** `null`: for all apps. */
  clientId: z.string().nullable(),
  /** The agency's notice to refused callers. */
  notice: z.string(),
  since: z.iso.datetime(),
});

export type Switch = Readonly<z.infer<typeof switchSchema>>;

/** Subgraphs whose fields a switch may refuse; `null`: those of every agency. */
export function subgraphsOf({
  subgraph,
  subgraphs,
}: Pick<Switch, 'subgraph' | 'subgraphs'>): readonly string[] | null {
  return subgraphs ?? (subgraph === null ? null : [subgraph]);
}

/** Equal for switches that refuse the same; the agency may come to run other subgraphs. */
export function keyOf(each: Switch): string {
  return [each.id, ...(subgraphsOf(each) ?? [])].join(' ');
}
