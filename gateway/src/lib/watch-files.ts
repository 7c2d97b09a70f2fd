export { watchFiles } from '@civic-graph/service';
