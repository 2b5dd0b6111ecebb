import type {Target} from './subject.ts';

/** The least that any client must do: log in, get the whole list once, parse it, log out. */
export const bareGet = async (
	target: Target,
): Promise<{getMs: number; parseMs: number; bytes: number}> => {
	const {headers, logout} = await logInBare(target);
	const start = performance.now();
	const reply = await fetch(`${target.url}/api/v2/sync/maindata?rid=0`, {headers});
	const body = Buffer.from(await reply.arrayBuffer());
	const got = performance.now();
	JSON.parse(body.toString());
	const parsed = performance.now();
	await logout();
	return {getMs: got - start, parseMs: parsed - got, bytes: body.length};
};

/** A session without any client of ours. */
export const logInBare = async (
	target: Target,
): Promise<{headers: Record<string, string>; logout: () => Promise<unknown>}> => {
	const login = await fetch(`${target.url}/api/v2/auth/login`, {
		method: 'POST',
		body: new URLSearchParams({username: target.username, password: target.password}),
	});
	const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
	const headers = {cookie, 'accept-encoding': 'identity'};
	const logout = () => fetch(`${target.url}/api/v2/auth/logout`, {method: 'POST', headers});
	return {headers, logout};
};
