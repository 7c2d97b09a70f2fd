import { parentPort } from 'node:worker_threads';
import type { Chart } from './chart.ts';
import { drawChart } from './draw-chart.ts';

/* Entry point of the thread that draws charts, one message at a time (see chart-thread.ts). */

parentPort?.on('message', (chart: Chart) => parentPort?.postMessage(drawChart(chart)));
