import { CommandError } from '../command-error.ts';

/** The forms in which a template needs the name of a subgraph. */
export interface SubgraphNames {
  /** `public-libraries` */
  readonly name: string;
  /** Prefix of fields: `publicLibraries` */
  readonly field: string;
  /** Prefix of types: `PublicLibraries` */
  readonly type: string;
}

/** @throws CommandError for a name that a manifest would not accept */
export function subgraphNames(name: string): SubgraphNames {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    throw new CommandError(
      `${name}: the name of a subgraph has at most 40 lower-case letters, digits and single hyphens, and begins with a letter`,
    );
  }
  const field = name.replace(/-([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  return { name, field, type: titleCase(field) };
}

export function titleCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
