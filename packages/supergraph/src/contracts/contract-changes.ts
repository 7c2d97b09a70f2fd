import { buildSchema } from 'graphql';

/** The changes of a contract's schema that break its clients, in words. */
export async function contractChanges(before: string, after: string): Promise<readonly string[]> {
  // Loaded on demand, so that gateways do not load it.
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core');
  const changes = await diff(asSchema(before), asSchema(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

function asSchema(sdl: string) {
  return buildSchema(sdl, { assumeValidSDL: true, noLocation: true });
}
