import type {Fetch, Reply, Request} from '../qbit/fetch.ts';
import {advance} from './advance.ts';
import {bearerOf, createDoor, type Door, login} from './auth.ts';
import {begin} from './begin.ts';
import {readForm} from './form.ts';
import {type Answer, done, type Form, type Route, refuse} from './http.ts';
import {publish} from './publish.ts';
import {routes} from './routes.ts';
import {dropCookie, findSession, isCookieDue, type Session, setCookie} from './sessions.ts';
import {inodeOf, spaceOf} from './sight.ts';
import type {World} from './world.ts';

export type Demo = {
	fetch: Fetch;
	url: string;
	username: string;
	password: string;
	apiKey: string;
	/** Its disks, as this machine would see them. */
	inodeAt: (path: string) => ReturnType<typeof inodeOf>;
	spaceAt: (path: string) => ReturnType<typeof spaceOf>;
};

const url = 'http://demo.localhost:8080';
const table = new Map(routes.map(route => [route.path, route]));

const pathOf = (request: Request): string | undefined =>
	/^\/api\/v2\/([A-Za-z_]\w*\/[A-Za-z_]\w*)$/.exec(request.url.pathname)?.[1];

const isAllowed = (method: Request['method'], route: Pick<Route, 'method'>): boolean =>
	route.method === 'GET' || method === 'POST';

const callRoute = (
	world: World,
	session: Session,
	path: string,
	method: Request['method'],
	form: Form,
): Answer => {
	const route = table.get(path);
	if (!route) return refuse(404, 'Endpoint does not exist');
	if (!isAllowed(method, route)) return refuse(405);
	const missing = (route.needs ?? []).filter(name => !form.params.has(name));
	if (missing.length > 0) return refuse(400, `Missing required parameters: ${missing.join(', ')}`);
	const answer = route.run({...form, world, session});
	publish(world);
	return answer;
};

const leave = (door: Door, session: Session): Answer => {
	door.sessions.byId.delete(session.id);
	return {...done, headers: {'set-cookie': dropCookie(door.cookie)}};
};

const withCookie = (door: Door, session: Session, answer: Answer, now: number): Answer => {
	if (!isCookieDue(session, now) || answer.headers?.['set-cookie']) return answer;
	const cookie = setCookie(session, door.cookie, now);
	return {...answer, headers: {...answer.headers, 'set-cookie': cookie}};
};

/** The order of the server's own checks: session, then what is asked for. */
const answerTo = (door: Door, world: World, request: Request, now: number): Answer => {
	const [path, form] = [pathOf(request), readForm(request)];
	if (!form) return refuse(400);
	if (!path) return refuse(404);
	const key = bearerOf(request);
	if (key !== undefined) {
		const isOpen = key === door.apiKey && !path.startsWith('auth/');
		return isOpen ? callRoute(world, door.sessions.ofKey, path, request.method, form) : refuse(403);
	}
	const session = findSession(door.sessions, request, door.cookie, now);
	if (path === 'auth/login')
		return request.method === 'POST' ? login(door, form, session, now) : refuse(405);
	if (!session) return refuse(403);
	if (path === 'auth/logout') return request.method === 'POST' ? leave(door, session) : refuse(405);
	const answer = callRoute(world, session, path, request.method, form);
	return withCookie(door, session, answer, now);
};

const toReply = ({status, type, body, headers}: Answer): Reply => {
	const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
	return {
		status,
		headers: {
			...(status === 204 ? {} : {'content-type': type}),
			'content-length': String(bytes.length),
			...headers,
		},
		body: (async function* () {
			if (bytes.length > 0) yield bytes;
		})(),
	};
};

/**
 * A qBittorrent 5.3 within this process: the WebAPI over a simulated swarm, without a network and
 * without timers. `now` in milliseconds; the same seed and clock give the same swarm.
 */
export const createDemo = ({now, seed = 53}: {now: () => number; seed?: number}): Demo => {
	const door = createDoor(seed, new URL(url).port, now());
	const world = begin(seed, now());
	const {username, password, apiKey} = door;
	const fetch: Fetch = async request => {
		request.signal?.throwIfAborted();
		advance(world, now());
		return toReply(answerTo(door, world, request, now()));
	};
	const lookAt =
		<Seen>(look: (world: World, path: string) => Seen) =>
		(path: string): Seen => {
			advance(world, now());
			return look(world, path);
		};
	return {
		...{fetch, url, username, password, apiKey},
		...{inodeAt: lookAt(inodeOf), spaceAt: lookAt(spaceOf)},
	};
};
