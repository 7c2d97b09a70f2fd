import { kindsAt, type PersonKind } from '../../linked-identities/person.ts';
import type { AppRow } from '../../store/database.ts';
import type { Interaction } from '../interaction.ts';
import type { UpstreamProvider } from './upstream.ts';
import { rulesFor } from './vouched-level.ts';

/** Providers through which somebody can sign in at this app, at the level that it requests. */
export function offeredProviders(
  { upstream, needed }: Pick<Interaction, 'upstream' | 'needed'>,
  app: Pick<AppRow, 'kind'>,
): UpstreamProvider[] {
  return upstream.providers.filter(
    ({ settings }) =>
      kindsOffered(settings, app).length > 0 && rulesFor(settings.assurance, needed).length > 0,
  );
}

/** Kinds of people who may sign in at this app through this provider. */
export function kindsOffered(
  { people }: UpstreamProvider['settings'],
  app: Pick<AppRow, 'kind'>,
): readonly PersonKind[] {
  return kindsAt(app).filter((kind) => people[kind] !== undefined);
}
