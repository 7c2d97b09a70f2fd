import { useMemo } from 'react';
import { useStudio } from '../../../app/studio-context.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';
import { SchemaLensDocument, type SchemaLensQuery } from '../../../graph/operations.ts';
import { lensReaders, type PurposeLens } from '../../../graph/purpose-lens.ts';
import { useAllPages } from '../../../graph/use-all-pages.ts';

export type LensApp = SchemaLensQuery['partnerApps']['nodes'][number];

/** What a person has chosen; each empty if it is not set. */
export interface LensChoice {
  readonly app: string;
  readonly purpose: string;
  readonly reader: string;
}

/** The chosen lens, and what there is to choose from. */
export interface Lens {
  readonly apps: readonly LensApp[];
  readonly purposes: readonly SchemaLensQuery['purposes'][number][];
  /** The chosen app; undefined without one. */
  readonly app: LensApp | undefined;
  /** Null without an app. */
  readonly through: PurposeLens | null;
}

const none: readonly never[] = [];

export function useLens({ app: clientId, purpose, reader }: LensChoice): Lens {
  const { language } = useStudio();
  const { items, first } = useAllPages(
    SchemaLensDocument,
    { language: languageVariable(language) },
    (data) => data.partnerApps,
  );
  const apps = items ?? none;
  const app = apps.find((each) => each.clientId === clientId);
  const through = useMemo(
    () => (app === undefined ? null : lensOf(app, { purpose, reader })),
    [app, purpose, reader],
  );
  return { apps, purposes: first?.purposes ?? none, app, through };
}

function lensOf(app: LensApp, { purpose, reader }: Omit<LensChoice, 'app'>): PurposeLens {
  return {
    approvedScopes: app.approvedScopes.map(({ id }) => id),
    isPurposeAllowed: app.purposes.some(({ id }) => id === purposeOf(app, purpose)),
    reader: lensReaders.find((each) => each === reader) ?? lensReaders[0],
  };
}

/** The chosen purpose, or else the first that the app may use data for. */
export function purposeOf({ purposes }: LensApp, chosen: string): string {
  return chosen || (purposes[0]?.id ?? '');
}
