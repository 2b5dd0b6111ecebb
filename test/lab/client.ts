/** Fields of a POST: a plain object is sent as a form, `FormData` as multipart. */
type Params = Readonly<Record<string, string | number | boolean>> | FormData;

/** A tiny client of its own, so that tests can ask a server without the code under test. */
export type LabClient = {
	/** Logged in, with the status still to be looked at. GET, or POST when there are params. */
	request: (path: string, params?: Params) => Promise<Response>;
	/**
	 * The answer: JSON where the server says it is JSON, else text.
	 * The type is the caller's word, nothing checks it.
	 * @throws on any status but 2xx, with status and body
	 */
	call: <Answer = string>(path: string, params?: Params) => Promise<Answer>;
	/** Forget the session, after a restart. */
	forget: () => void;
};

/** @param path of `call` and `request`: after `/api/v2/`, e.g. `torrents/info?filter=all` */
export function createLabClient(url: string, username: string, password: string): LabClient {
	let session: Promise<string> | undefined;

	async function request(path: string, params?: Params): Promise<Response> {
		session ??= login(url, username, password);
		return send(url, path, params, await session.catch(forgetAndThrow));
	}

	function forget(): void {
		session = undefined;
	}

	function forgetAndThrow(error: unknown): never {
		forget();
		throw error;
	}

	async function call<Answer = string>(path: string, params?: Params): Promise<Answer> {
		const response = await request(path, params);
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
		return decode(response.headers.get('content-type') ?? '', text);
	}

	return {request, call, forget};
}

const decode = (type: string, text: string) => (type.includes('json') ? JSON.parse(text) : text);

/** @returns the `Cookie` header of the session: `SID=…`, or `QBT_SID_<port>=…` from 5.2 on */
async function login(url: string, username: string, password: string): Promise<string> {
	const response = await send(url, 'auth/login', {username, password}, '');
	const body = await response.text();
	const [cookie] = response.headers.getSetCookie();
	if (!cookie) throw new Error(`login at ${url} refused: ${response.status} ${body}`);
	return cookie.split(';', 1)[0] ?? '';
}

function send(url: string, path: string, params: Params | undefined, cookie: string) {
	const target = `${url}/api/v2/${path}`;
	// One that is kept open may be closed by the server just as something is sent, and that is lost.
	const headers = {cookie, connection: 'close'};
	if (!params) return fetch(target, {headers});
	return fetch(target, {method: 'POST', headers, body: bodyOf(params)});
}

function bodyOf(params: Params): FormData | URLSearchParams {
	if (params instanceof FormData) return params;
	const form = new URLSearchParams();
	for (const [key, value] of Object.entries(params)) form.set(key, `${value}`);
	return form;
}
