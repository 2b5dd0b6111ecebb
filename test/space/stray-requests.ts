import {allowedReads, allowedWrites} from '../../source/space/run/mover-client.ts';
import type {FaultProxy} from '../lab/fault-proxy.ts';

const reads: readonly string[] = Object.values(allowedReads).map(({path}) => path);
const writes: readonly string[] = Object.values(allowedWrites).map(({path}) => path);
const session: readonly string[] = ['auth/login', 'auth/logout'];

/** What came to a proxy beside what the orchestrator may ask; `more`: what a person asked for. */
export const strayRequests = (
	{requests}: Pick<FaultProxy, 'requests'>,
	more: readonly string[] = [],
): string[] => {
	const posts = [...writes, ...session, ...more];
	return requests.flatMap(({method, path, query, body}) => {
		const call = path.replace('/api/v2/', '');
		const isAllowed = method === 'GET' ? reads.includes(call) : posts.includes(call);
		const hashes = query.get('hashes') ?? new URLSearchParams(body).get('hashes') ?? '';
		const isMany = hashes === 'all' || hashes.includes('|');
		return isAllowed && !isMany ? [] : `${method} ${call} ${hashes}`;
	});
};
