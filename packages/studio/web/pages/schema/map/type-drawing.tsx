import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { colourOf, type MappedAgency } from './agencies.ts';
import { Drawing } from './drawing.tsx';
import type { linksAt, SchemaMap } from './schema-map.ts';

interface TypeDrawingProps {
  readonly map: SchemaMap;
  readonly type: string;
  readonly links: ReturnType<typeof linksAt>;
  readonly agencies: readonly MappedAgency[];
}

/** A type beside the one in the middle, with the fields between them. */
interface Neighbour {
  readonly name: string;
  readonly fields: readonly string[];
}

const box = { width: 220, height: 46 };
const rowHeight = 58;
const columns = [0, 290, 580];
const width = 802;
/** Neighbours drawn on each side; the table has all. */
const mostDrawn = 24;

/** The type in the middle, what leads to it on the left, and where it leads on the right. */
export function TypeDrawing({ map, type, links, agencies }: TypeDrawingProps) {
  const t = useTranslations('schema.map');
  const left = neighbours(links.arriving.map(({ field }) => [field.typeName, field.coordinate]));
  const right = neighbours(links.leaving.map(({ field, to }) => [to, field.coordinate]));
  const height = Math.max(left.length, right.length, 1) * rowHeight;
  const middle = height / 2;
  const placed = [
    ...left.map((neighbour, index) => ({ neighbour, side: 0, y: rowAt(index, left.length, height) })),
    ...right.map((neighbour, index) => ({ neighbour, side: 2, y: rowAt(index, right.length, height) })),
  ];
  return (
    <Drawing label={t('drawingOf', { type })} width={width} height={height}>
      {placed.map(({ neighbour: { name }, side, y }) => (
        <path key={`${side} ${name}`} d={curve(side, y, middle)} />
      ))}
      {placed.map(({ neighbour, side, y }) => (
        <TypeBox
          key={`${side} ${neighbour.name}`}
          {...{ ...neighbour, y }}
          x={columns[side] ?? 0}
          colour={colourOf(agencies, map.types.get(neighbour.name)?.home)}
        />
      ))}
      <TypeBox
        {...{ name: type, fields: [], x: columns[1] ?? 0, y: middle }}
        colour={colourOf(agencies, map.types.get(type)?.home)}
      />
    </Drawing>
  );
}

interface TypeBoxProps extends Neighbour {
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  readonly colour: number | undefined;
}

function TypeBox({ name, fields, x, y, colour }: TypeBoxProps) {
  const top = y - box.height / 2;
  const [first] = fields;
  return (
    <g>
      <rect x={x} y={top} width={box.width} height={box.height} rx="7" />
      <rect className="map-owner" data-series={colour} x={x} y={top} width="6" height={box.height} />
      <foreignObject x={x + 12} y={top} width={box.width - 18} height={box.height}>
        <div className="map-type">
          {/* The table has the same links for keyboards. */}
          <Link to={`?type=${name}`} tabIndex={-1}>
            {name}
          </Link>
          {first !== undefined && (
            <small title={fields.join('\n')}>
              {first}
              {fields.length > 1 && ` +${fields.length - 1}`}
            </small>
          )}
        </div>
      </foreignObject>
    </g>
  );
}

function neighbours(pairs: readonly (readonly [name: string, coordinate: string])[]): readonly Neighbour[] {
  const byName = new Map<string, string[]>();
  for (const [name, coordinate] of pairs) byName.set(name, [...(byName.get(name) ?? []), coordinate]);
  return [...byName].slice(0, mostDrawn).map(([name, fields]) => ({ name, fields }));
}

/** Centres the rows, so that a side with few rows does not stick to the top. */
function rowAt(index: number, count: number, height: number): number {
  return height / 2 + (index - (count - 1) / 2) * rowHeight;
}

function curve(side: number, y: number, middle: number): string {
  const [from, to] =
    side === 0
      ? [
          { x: box.width, y },
          { x: columns[1] ?? 0, y: middle },
        ]
      : [
          { x: (columns[1] ?? 0) + box.width, y: middle },
          { x: columns[2] ?? 0, y },
        ];
  const half = (from.x + to.x) / 2;
  return `M ${from.x} ${from.y} C ${half} ${from.y} ${half} ${to.y} ${to.x} ${to.y}`;
}
