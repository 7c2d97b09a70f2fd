import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type Columns, DataTable } from '../../../components/data-table.tsx';
import { colourOf, fullName, type MappedAgency } from './agencies.ts';
import { Drawing } from './drawing.tsx';
import type { AgencyLink, SchemaMap } from './schema-map.ts';

interface AgencyMapProps {
  readonly map: SchemaMap;
  readonly agencies: readonly MappedAgency[];
}

const size = { width: 760, height: 440, box: { width: 190, height: 72 } };
/** Fields named in the table; the rest is counted. */
const mostNamed = 8;

/** The agencies and what joins them, as a drawing and as a table. */
export function AgencyMap({ map, agencies }: AgencyMapProps) {
  const t = useTranslations('schema.map');
  const placed = useMemo(() => placeOnEllipse(agencies), [agencies]);
  const columns = useMemo<Columns<AgencyLink>>(
    () => [
      { id: 'from', header: t('from'), accessorFn: ({ from }) => fullName(agencies, from) },
      { id: 'to', header: t('to'), accessorFn: ({ to }) => fullName(agencies, to) },
      { id: 'count', header: t('count'), accessorFn: ({ fields }) => fields.length },
      {
        id: 'fields',
        header: t('fields'),
        enableSorting: false,
        cell: ({ row: { original } }) => <FieldNames link={original} />,
      },
    ],
    [t, agencies],
  );
  return (
    <>
      <Drawing label={t('drawing')} width={size.width} height={size.height}>
        {joined(map.agencyLinks).map(({ from, to, count }) => {
          const [start, end] = [placed.get(from), placed.get(to)];
          if (start === undefined || end === undefined) return null;
          const bend = { x: (start.x + end.x + size.width) / 4, y: (start.y + end.y + size.height) / 4 };
          const path = `M ${start.x} ${start.y} Q ${bend.x} ${bend.y} ${end.x} ${end.y}`;
          const middle = { x: (start.x + 2 * bend.x + end.x) / 4, y: (start.y + 2 * bend.y + end.y) / 4 };
          return (
            <g key={`${from} ${to}`}>
              <path d={path} strokeWidth={1 + Math.min(count, 10) / 2} />
              <circle cx={middle.x} cy={middle.y} r="13" />
              <text x={middle.x} y={middle.y + 4}>
                {count}
              </text>
            </g>
          );
        })}
        {agencies.map((agency) => {
          const { x = 0, y = 0 } = placed.get(agency.subgraph) ?? {};
          return <AgencyBox key={agency.subgraph} {...{ agency, agencies, x, y }} />;
        })}
      </Drawing>
      <DataTable
        caption={t('agencyLinks')}
        columns={columns}
        rows={[...map.agencyLinks]}
        empty={t('noLinks')}
      />
    </>
  );
}

interface AgencyBoxProps {
  readonly agency: MappedAgency;
  readonly agencies: readonly MappedAgency[];
  readonly x: number;
  readonly y: number;
}

function AgencyBox({ agency, agencies, x, y }: AgencyBoxProps) {
  const { width, height } = size.box;
  const [left, top] = [x - width / 2, y - height / 2];
  return (
    <g>
      <rect x={left} y={top} width={width} height={height} rx="8" />
      <rect
        className="map-owner"
        data-series={colourOf(agencies, agency.subgraph)}
        {...{ x: left, y: top, width: 6, height }}
      />
      <foreignObject x={left + 12} y={top} width={width - 18} height={height}>
        <div className="map-agency">
          <strong>{agency.name}</strong>
          <code>{agency.subgraph}</code>
        </div>
      </foreignObject>
    </g>
  );
}

function FieldNames({ link: { fields } }: { readonly link: AgencyLink }) {
  const t = useTranslations('schema.map');
  const rest = fields.length - mostNamed;
  return (
    <>
      {fields.slice(0, mostNamed).map(({ coordinate }) => (
        <span key={coordinate}>
          <code>{coordinate}</code>{' '}
        </span>
      ))}
      {rest > 0 && t('more', { count: rest })}
    </>
  );
}

/** Clockwise from the top. */
function placeOnEllipse(agencies: readonly MappedAgency[]) {
  const { width, height, box } = size;
  const radius = { x: (width - box.width) / 2 - 4, y: (height - box.height) / 2 - 4 };
  return new Map(
    agencies.map(({ subgraph }, index) => {
      const angle = (2 * Math.PI * index) / agencies.length - Math.PI / 2;
      const place = {
        x: Math.round(width / 2 + radius.x * Math.cos(angle)),
        y: Math.round(height / 2 + radius.y * Math.sin(angle)),
      };
      return [subgraph, place] as const;
    }),
  );
}

/** One line for both directions. */
function joined(links: readonly AgencyLink[]) {
  const lines = new Map<string, { from: string; to: string; count: number }>();
  for (const { from, to, fields } of links) {
    const [one = '', other = ''] = [from, to].sort();
    const line = lines.get(`${one} ${other}`) ?? { from: one, to: other, count: 0 };
    line.count += fields.length;
    lines.set(`${one} ${other}`, line);
  }
  return [...lines.values()];
}
