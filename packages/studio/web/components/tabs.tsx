import { NavLink } from 'react-router';
import { useStudio } from '../app/studio-context.tsx';

interface TabsProps {
  readonly label: string;
  /** First segment of the pages' paths after the language. */
  readonly base: string;
  readonly tabs: readonly { readonly path: string; readonly label: string }[];
}

/** The pages of one area: links, since each has an address of its own. */
export function Tabs({ label, base, tabs }: TabsProps) {
  const { language } = useStudio();
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <NavLink key={tab.path} to={`/${language}/${base}/${tab.path}`}>
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
