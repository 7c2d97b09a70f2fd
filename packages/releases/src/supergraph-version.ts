import { z } from 'zod';
import { contentVersion, versionSchema } from './content-version.ts';

/** A composed supergraph with its releases, by name of the subgraph. */
export const supergraphVersionSchema = z.strictObject({
  sdl: z.string().min(1),
  releases: z
    .array(z.strictObject({ subgraph: z.string(), version: versionSchema }))
    .min(1)
    .readonly(),
  /** Texts of the manifests, in the order of the releases. */
  manifests: z.array(z.string()).readonly(),
});

export type SupergraphVersion = Readonly<z.infer<typeof supergraphVersionSchema>>;

export function supergraphVersion({ sdl, releases, manifests }: SupergraphVersion): string {
  return contentVersion({
    sdl,
    releases: releases.map(({ subgraph, version }) => ({ subgraph, version })),
    manifests: [...manifests],
  });
}
