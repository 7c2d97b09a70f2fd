import { type Html, html } from './html.ts';

const paths = {
  home: html`<path d="M3 11.5 12 4l9 7.5M5.5 10v9.5h13V10M10 19.5v-5h4v5"/>`,
  notices: html`<path d="M6 3.5h12v17l-2.4-1.6-2.4 1.6-2.4-1.6-2.4 1.6L6 20.5zM9 8.5h6M9 12.5h6"/>`,
  departures: html`<path d="M6 4.5h12a1.5 1.5 0 0 1 1.5 1.5v9.5a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2V6A1.5 1.5 0 0 1 6 4.5zM4.5 12h15M8 15h.01M16 15h.01M8 17.5 6 20.5M16 17.5l2 3"/>`,
  district: html`<path d="M4.5 20v-6h4v6M10 20V5h4.5v15M16 20v-9h3.5v9M3 20h18"/>`,
  check: html`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  lock: html`<path d="M6.5 11h11v9h-11zM9 11V8a3 3 0 0 1 6 0v3"/>`,
  place: html`<path d="M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z"/>`,
  back: html`<path d="M19 12H5M11 6l-6 6 6 6"/>`,
} as const;

/** A decorative line icon in the colour of the text. */
export function icon(name: keyof typeof paths): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${paths[name]}</svg>`;
}
