import { useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { useStudio } from '../../../app/studio-context.tsx';
import { lookThrough, type PurposeLens } from '../../../graph/purpose-lens.ts';
import type { FieldRules } from '../../../graph/read-schema.ts';
import { accessText } from '../../shared/access-words/access-text.ts';
import { opennessReason } from '../../shared/lens/openness-reason.ts';
import type { FieldMark } from './field-marks.ts';

/** Mark of a field; `null` if there is nothing to say. */
export type MarkOf = (rules: FieldRules | undefined, isReadable: boolean) => FieldMark | null;

/** Through a lens, whether a field is open to its app; without one, what is closed to the caller. */
export function useMarkOf(through: PurposeLens | null): MarkOf {
  const lensWords = useTranslations('schema.lens');
  const accessWords = useTranslations('schema.access');
  const isSignedIn = useStudio().caller.kind !== 'anonymous';
  return useCallback<MarkOf>(
    (rules, isReadable) => {
      if (through !== null) {
        if (rules === undefined) return null;
        const openness = lookThrough(through, rules);
        return { kind: openness.kind, reason: opennessReason(openness, lensWords) };
      }
      // Introspection also hides an open field if nothing below it is readable.
      const isOpen = rules?.scopes.length === 0 && rules.policies.length === 0;
      if (isReadable || (isOpen && (isSignedIn || !rules.isForSignedIn))) return null;
      return { kind: 'closed', reason: rules === undefined ? '' : accessText(rules, accessWords) };
    },
    [through, isSignedIn, lensWords, accessWords],
  );
}
