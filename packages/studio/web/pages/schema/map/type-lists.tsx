import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import type { MappedAgency } from './agencies.ts';
import type { SchemaMap } from './schema-map.ts';

interface TypeListsProps {
  readonly map: SchemaMap;
  readonly agencies: readonly MappedAgency[];
}

/** The types of each agency, each of which can be put in the middle. */
export function TypeLists({ map, agencies }: TypeListsProps) {
  const t = useTranslations('schema.map');
  const types = [...map.types.values()];
  return agencies.map(({ subgraph, name }) => {
    const own = types.filter(({ home }) => home === subgraph);
    const others = types.filter(({ addedTo }) => addedTo.includes(subgraph));
    return (
      <section key={subgraph} aria-labelledby={`types-${subgraph}`}>
        <h2 id={`types-${subgraph}`}>
          {name} <code>{subgraph}</code>
        </h2>
        <TypeLinks names={own.map((type) => type.name)} />
        {others.length > 0 && (
          <>
            <p>{t('addsTo')}</p>
            <TypeLinks names={others.map((type) => type.name)} />
          </>
        )}
      </section>
    );
  });
}

function TypeLinks({ names }: { readonly names: readonly string[] }) {
  return (
    <ul className="map-types">
      {names.map((name) => (
        <li key={name}>
          <Link to={`?type=${name}`}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}
