import { useDay } from './day.tsx';

interface BarsByDayProps {
  /** What is shown, for screen readers; the figures are in a table beside it. */
  readonly label: string;
  readonly legend: string;
  readonly days: readonly string[];
  readonly groups: readonly {
    readonly key: string;
    readonly label: string;
    readonly values: readonly number[];
  }[];
}

/** Stacked bars, one for each day. */
export function BarsByDay({ label, legend, days, groups }: BarsByDayProps) {
  const day = useDay();
  const heights = days.map((_, at) => groups.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const highest = Math.max(1, ...heights);
  return (
    <figure className="chart">
      <div className="chart-area" role="img" aria-label={label}>
        <span className="chart-top">{highest}</span>
        {days.map((date, at) => (
          <div key={date} className="chart-day" title={`${day(date)}: ${heights[at]}`}>
            {groups.map(({ key, values }, index) => (
              <span
                key={key}
                className="chart-bar"
                data-series={index}
                style={{ height: `${((values[at] ?? 0) / highest) * 100}%` }}
              />
            ))}
          </div>
        ))}
      </div>
      <div className="chart-ends" aria-hidden="true">
        <span>{day(days[0] ?? '')}</span>
        <span>{day(days.at(-1) ?? '')}</span>
      </div>
      <ul className="chart-legend" aria-label={legend}>
        {groups.map((group, index) => (
          <li key={group.key}>
            <span className="chart-key" data-series={index} aria-hidden="true" />
            {group.label}
          </li>
        ))}
      </ul>
    </figure>
  );
}
