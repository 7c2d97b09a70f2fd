import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldProblem } from './registration.ts';

/** Says a problem with a field in the page's language; the platform's own words are in English. */
export function useProblemWords(): (problem: FieldProblem) => string {
  const t = useTranslations('build.register');
  return ({ kind, message }) => (kind === 'invalid' ? t('invalid', { message }) : t(kind));
}

/** Moves the focus of a form to the field of a new problem, so that it is heard and seen. */
export function useFocusOnProblem(problem: FieldProblem | null) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem === null) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return form;
}
