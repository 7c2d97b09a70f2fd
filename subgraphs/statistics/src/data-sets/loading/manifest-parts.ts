import { isRegionDimension, type Manifest, type ManifestDimension } from '../manifest.ts';

type Codes = Extract<ManifestDimension, { codelist: unknown }>['codelist']['codes'];

/** A part of a manifest: some codes of a dimension, or at the end everything else. */
export type ManifestPart =
  | { readonly kind: 'codes'; readonly dimension: number; readonly codes: Codes }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

/** Codes in a part: a message between processes is parsed in one step. */
const codesPerPart = 1_000;

/** Splits a manifest, which may have hundreds of thousands of codes. */
export function* partsOf(manifest: Manifest): Generator<ManifestPart> {
  for (const [dimension, one] of manifest.dimensions.entries()) {
    if (isRegionDimension(one)) continue;
    const { codes } = one.codelist;
    for (let start = 0; start < codes.length; start += codesPerPart) {
      yield { kind: 'codes', dimension, codes: codes.slice(start, start + codesPerPart) };
    }
  }
  yield { kind: 'manifest', manifest: withCodes(manifest, () => []) };
}

/** Puts a manifest together again. */
export class ManifestAssembly {
  readonly #codes = new Map<number, Codes>();

  /** @returns the manifest with the last part */
  add(part: ManifestPart): Manifest | undefined {
    if (part.kind === 'manifest') return withCodes(part.manifest, (index) => this.#codes.get(index) ?? []);
    const { dimension, codes } = part;
    const before = this.#codes.get(dimension);
    if (before === undefined) this.#codes.set(dimension, codes);
    else before.push(...codes);
    return undefined;
  }
}

function withCodes(manifest: Manifest, codesOf: (dimension: number) => Codes): Manifest {
  const dimensions = manifest.dimensions.map((one, index) =>
    isRegionDimension(one) ? one : { ...one, codelist: { ...one.codelist, codes: codesOf(index) } },
  );
  return { ...manifest, dimensions };
}
