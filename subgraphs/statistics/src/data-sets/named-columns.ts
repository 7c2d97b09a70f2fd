import { isRegionDimension, type Manifest } from './manifest.ts';

/** Columns that a manifest names. */
export interface NamedColumns {
  /** Every row has a value in them. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export function namedColumns({ dimensions, time, measure, obsStatus, disclosure }: Manifest): NamedColumns {
  const names = dimensions.flatMap((dimension) =>
    isRegionDimension(dimension) ? [dimension.column, dimension.region.nameColumn] : [dimension.column],
  );
  const isNamed = (column: string | undefined) => column !== undefined;
  return {
    required: [...names, time.column].filter(isNamed),
    optional: [measure.column, obsStatus?.column, disclosure?.unitsColumn].filter(isNamed),
  };
}
