import type { ByCodeFragment, DistrictQuery, SourceFragment } from '../civic/graphql.ts';
import { bar, lineChart } from '../html/charts.ts';
import { type Html, html } from '../html/html.ts';
import type { Visit } from '../visit/visit.ts';

type Region = NonNullable<DistrictQuery['region']>;

/** Charts and tables of a district. */
export function districtFigures(visit: Visit, region: Region): Html {
  const parts = [residents(visit, region), ages(visit, region), commuting(visit, region)];
  const words = visit.texts.district;
  if (parts.every((part) => part === null)) return html`<div class="card"><p>${words.noFigures}</p></div>`;
  return html`<div class="columns">${parts}</div>`;
}

function residents(
  { texts: { district: words }, format }: Visit,
  { residents: indicator }: Region,
): Html | null {
  const series = indicator?.series[0];
  const latest = series?.latest;
  if (indicator == null || series === undefined || latest?.value == null) return null;
  const known = knownValues(series.observations);
  const [first] = known;
  const isGrowth = first !== undefined && first.timePeriod !== latest.timePeriod && first.value > 0;
  return html`<section class="card">
<h2>${words.residents}</h2>
<p class="figure">${format.number(latest.value)}</p>
<p class="soft">${words.residentsIn(latest.timePeriod)}${isGrowth && words.change(format.change(latest.value / first.value - 1), first.timePeriod)}</p>
${lineChart(known)}
<details><summary>${words.table}</summary><table class="figures"><caption class="hidden">${words.overTime}</caption>
<thead><tr><th scope="col">${words.year}</th><th scope="col">${words.persons}</th></tr></thead>
<tbody>${known.map(({ timePeriod, value }) => html`<tr><th scope="row">${timePeriod}</th><td>${format.number(value)}</td></tr>`)}</tbody></table></details>
${sourceLine(indicator.dataflow, { words, format })}
</section>`;
}

function ages({ texts: { district: words }, format }: Visit, { ages: indicator }: Region): Html | null {
  const bands = indicator == null ? [] : rowsOf(indicator);
  if (bands.length === 0) return null;
  const sum = bands.reduce((known, { value }) => known + (value ?? 0), 0) || 1;
  const longest = Math.max(...bands.map(({ value }) => value ?? 0), 1);
  return html`<section class="card"><h2>${words.ages}</h2>
<table class="bars"><thead class="hidden"><tr><th scope="col">${words.age}</th><td></td><th scope="col">${words.share}</th></tr></thead>
<tbody>${bands.map(({ name, value }) => barRow(name, value, longest, value === null ? words.notPublished : format.percent(value / sum)))}</tbody></table>
</section>`;
}

function commuting(
  { texts: { district: words }, format }: Visit,
  { commuting: indicator }: Region,
): Html | null {
  const modes = indicator == null ? [] : rowsOf(indicator);
  if (indicator == null || modes.length === 0) return null;
  const longest = Math.max(...modes.map(({ value }) => value ?? 0), 1);
  const year = indicator.series.find(({ latest }) => latest != null)?.latest?.timePeriod;
  return html`<section class="card"><h2>${words.commuting}</h2>
${year !== undefined && html`<p class="soft">${words.commutingIn(year)}</p>`}
<table class="bars"><thead class="hidden"><tr><th scope="col">${words.mode}</th><td></td><th scope="col">${words.minutes}</th></tr></thead>
<tbody>${modes.map(({ name, value }) => barRow(name, value, longest, value === null ? words.notPublished : format.decimal(value)))}</tbody></table>
${sourceLine(indicator.dataflow, { words, format })}
</section>`;
}

function barRow(name: string, value: number | null, longest: number, text: string): Html {
  return html`<tr><th scope="row">${name}</th><td class="track">${value !== null && bar(value / longest)}</td><td>${text}</td></tr>`;
}

/** The latest value of each code of the dimension beside the region, without the total. */
function rowsOf({ dataflow, series }: ByCodeFragment) {
  const codes = dataflow.structure.dimensions.find(({ id }) => id !== region)?.codelist.codes.nodes ?? [];
  const position = new Map(codes.map(({ id }, index) => [id, index]));
  return series
    .flatMap(({ key, latest }) => {
      const code = key.find(({ id }) => id !== region);
      const isPart = code !== undefined && code.value !== total;
      return isPart ? [{ id: code.value, name: code.name, value: latest?.value ?? null }] : [];
    })
    .sort((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0));
}

/** Ids of SDMX. */
const region = 'REF_AREA';
const total = '_T';

/** The observations that are published. */
export function knownValues(
  observations: readonly { readonly timePeriod: string; readonly value?: number | null | undefined }[],
) {
  return observations.flatMap(({ timePeriod, value }) => (value == null ? [] : [{ timePeriod, value }]));
}

function sourceLine(
  { title, agency, licence, lastUpdated }: SourceFragment,
  { words, format }: { readonly words: Visit['texts']['district']; readonly format: Visit['format'] },
): Html {
  return html`<p class="soft source">${words.source(title, agency?.name ?? null, licence.name, format.day(lastUpdated.slice(0, 10)))}</p>`;
}
