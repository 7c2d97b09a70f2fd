import { useStudio } from '../../../app/studio-context.tsx';
import { languageVariable } from '../../../graph/language-variable.ts';

/** The calling official's agency, and the language in which the graph names things. */
export function useAgency() {
  const { caller, language } = useStudio();
  return { agency: caller.agency ?? '', language: languageVariable(language) };
}
