import { mayHaveSunset } from '../graphql/type-declarations.ts';
import { sunsetUses } from '../sunset/sunsets.ts';
import type { LintRule } from './lint-rule.ts';

/** A deprecated field of an object type has a date, so that apps know until when they can use it. */
export const deprecations: LintRule = (declarations, { document }) => {
  const dated = new Set(sunsetUses(document).map(({ coordinate }) => coordinate));
  return declarations.filter(mayHaveSunset).flatMap((node) =>
    (node.fields ?? []).flatMap((field) => {
      const deprecated = field.directives?.find(({ name }) => name.value === 'deprecated');
      const coordinate = `${node.name.value}.${field.name.value}`;
      if (deprecated === undefined || dated.has(coordinate)) return [];
      const message = `${coordinate}: say until when it stays, with @sunset(on:)`;
      return [{ node: deprecated, code: 'DEPRECATED_WITHOUT_SUNSET', message }];
    }),
  );
};
