import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

const themes = ['system', 'light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** The entry that GraphiQL's settings use too, so that one choice is for all pages. */
const key = 'graphiql:theme';

function storedTheme(): Theme {
  const stored = localStorage.getItem(key);
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** Light, dark, or as the system; the class is that of GraphiQL. */
export function ThemeSelect() {
  const t = useTranslations('app');
  const [theme, setTheme] = useState(storedTheme);
  useEffect(() => {
    document.body.classList.toggle('graphiql-light', theme === 'light');
    document.body.classList.toggle('graphiql-dark', theme === 'dark');
  }, [theme]);
  const choose = (value: string) => {
    const next = themes.find((known) => known === value) ?? 'system';
    if (next === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
    setTheme(next);
  };
  return (
    <label className="field">
      <span>{t('theme')}</span>
      <select className="control" name="theme" value={theme} onChange={(event) => choose(event.target.value)}>
        {themes.map((each) => (
          <option key={each} value={each}>
            {t(`themes.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
