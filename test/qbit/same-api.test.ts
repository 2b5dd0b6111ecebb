import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {createDemo} from '../../source/demo/demo.ts';
import {type Client, createClient} from '../../source/qbit/client.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {applyUpdate, emptyMaindata} from '../../source/qbit/maindata.ts';
import {labAvailable} from '../lab/lab.ts';
import {type Server, startServer} from '../lab/server.ts';
import {syntheticTorrents} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {loginOf, openClient} from './real.ts';

/** A server to be asked: the embedded one, or a real one. */
type Place = {
	open: (login?: {username?: string; password?: string; apiKey?: string}) => Client;
	login: {username: string; password: string};
	end: () => Promise<void>;
};

const startReal = async (version: Server['version']): Promise<Place> => {
	const asUsual = {'BitTorrent/Session/RefreshInterval': '1500'};
	const server = await startServer({version, configure: asUsual});
	await addTorrents(server, syntheticTorrents(5), {category: 'films', tags: ['a', 'b']});
	await settled(server);
	return {
		open: login => openClient(server.url, login),
		login: loginOf(server),
		end: () => server.discard(),
	};
};

const startDemo = async (): Promise<Place> => {
	const demo = createDemo({now: Date.now});
	return {
		open: ({password, ...login} = {}) =>
			createClient({
				...{url: new URL(demo.url), fetch: demo.fetch, maxReplyBytes: 190e6, ...login},
				password: async () => password,
			}),
		login: loginOf(demo),
		end: async () => {},
	};
};

describe.each(['demo', ...VERSIONS] as const)('the API that the client relies on (%s)', name => {
	let place: Place | undefined;
	const at = (): Place => {
		if (!place) throw new Error('started by a hook: call this in a test');
		return place;
	};

	beforeAll(async () => {
		if (name === 'demo') place = await startDemo();
		else if (await labAvailable(name)) place = await startReal(name);
	});
	beforeEach(({skip}) => {
		if (!place) skip();
	});
	afterAll(() => place?.end());

	it('tells its version', async () => {
		const version = await at().open(at().login).identify();
		expect(version.app).toMatch(name === 'demo' ? /^v5\.3\.0$/ : new RegExp(`^v${name}\\.`));
		expect(version.webapi).toMatch(/^2\.\d+(\.\d+)?$/);
	});

	it.each([
		['a wrong password', {username: 'admin', password: 'wrong'}, /password is wrong/],
		['no user name', {}, /no user name is set/],
		['a wrong API key', {apiKey: 'qbt_wrong'}, /API key/],
	])('refuses %s', async (_, login, message) => {
		await expect(at().open(login).ask(endpoints.version)).rejects.toMatchObject({
			...{code: 'LoginRefused', message: expect.stringMatching(message)},
		});
	});

	it('answers what it does not have, and what it has in another way', async () => {
		const client = at().open(at().login);
		const other = {...endpoints.version, path: 'app/nonsense'};
		await expect(client.ask(other)).rejects.toMatchObject({code: 'NotFound'});
		const verb = {...endpoints.version, path: 'torrents/delete'};
		await expect(client.ask(verb)).rejects.toMatchObject({code: 'Unsupported', status: 405});
		const posted = {...verb, method: 'POST'} as const;
		await expect(client.ask(posted)).rejects.toMatchObject({code: 'Unsupported', status: 400});
	});

	it('takes a logout, and a new login after it', async () => {
		const client = at().open(at().login);
		await client.ask(endpoints.logout);
		expect(await client.ask(endpoints.version)).toMatch(/^v/);
		expect(client.logins()).toBe(2);
		await client.close();
	});

	it('gives the whole list at rid 0, and only news after it', async () => {
		const client = at().open(at().login);
		const first = await client.ask(endpoints.maindata, {rid: 0});
		expect(first).toMatchObject({rid: 1, full_update: true});
		const maindata = emptyMaindata();
		applyUpdate(maindata, first);
		expect(maindata.torrents.size).toBeGreaterThan(4);
		expect(maindata.categories.has('films') || name === 'demo').toBe(true);
		expect(maindata.tags.size).toBeGreaterThan(1);
		expect(maindata.server.refresh_interval).toBe(1500);
		const second = await client.ask(endpoints.maindata, {rid: 1});
		expect(second.rid).toBe(2);
		expect(second).not.toHaveProperty('full_update');
		const unknown = await client.ask(endpoints.maindata, {rid: 555});
		expect(unknown.full_update).toBe(true);
		const again = await client.ask(endpoints.maindata, {rid: 0});
		expect(again.full_update).toBe(true);
	});
});
