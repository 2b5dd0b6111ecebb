/** What only `qbtui serve` needs: built into a file of its own, which no other way to start qbtui reads. */
export {fastify} from 'fastify';
export {pino} from 'pino';
export {Counter, collectDefaultMetrics, Gauge, Registry} from 'prom-client';
