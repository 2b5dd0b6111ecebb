/** A server of the service’s own library that takes the same requests, and stores nothing. */
import {fastify} from 'fastify';

const app = fastify({bodyLimit: 64 * 1024});
app.post('/notify/torrent-finished', async () => ({
	...{success: true, queue_id: 'none', message: 'It is in the queue.', duplicate: false},
	state: 'QUEUED',
}));
console.log(JSON.stringify({url: await app.listen({host: '127.0.0.1', port: 0})}));
process.once('SIGTERM', () => void app.close());
