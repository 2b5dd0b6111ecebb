import {beforeEach, expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {VERSIONS} from '../lab/versions.ts';
import {qbtui} from './qbtui.ts';

describeOnServers('qbtui list', VERSIONS, ({server, version}) => {
	let added: Promise<void> | undefined;
	const add = async (): Promise<void> => {
		const [one, two, three] = ['Alpha', 'Beta', 'Gamma'].map((name, index) =>
			syntheticTorrent({index, name, size: 2 ** 20 * (index + 1)}),
		);
		if (!one || !two || !three) return;
		await addTorrents(server(), [one], {category: 'films', tags: ['keep', 'new one']});
		await addTorrents(server(), [two, three], {stopped: true});
		await settled(server());
	};
	beforeEach(async () => {
		added ??= add();
		await added;
	});
	const list = (...args: string[]) => qbtui({args: ['list', ...args], server: server()});

	it('prints a line for each torrent under a line of titles', async () => {
		const {code, out, err} = await list();
		expect({code, err}).toEqual({code: 0, err: ''});
		const [titles, ...lines] = out.trimEnd().split('\n');
		expect(titles).toMatch(/Name/);
		expect(lines).toHaveLength(3);
		for (const name of ['Alpha', 'Beta', 'Gamma']) expect(out).toContain(name);
	});

	it.each([
		['a word', ['alpha'], ['Alpha']],
		['a category', ['cat:films'], ['Alpha']],
		['a tag with a space', ['tag:"new one"'], ['Alpha']],
		['a size', ['size>1.5M'], ['Beta', 'Gamma']],
		['several words', ['size>1.5M', '!beta'], ['Gamma']],
		['nothing that there is', ['nothing-such'], []],
	])('takes a filter: %s', async (_, filter, names) => {
		const {code, out} = await list('--json', ...filter);
		const {torrents}: {torrents: Array<{name: string}>} = JSON.parse(out);
		expect(torrents.map(({name}) => name).sort()).toEqual(names);
		expect(code).toBe(0);
	});

	it('takes a saved view by its name, with its order; says so when there is none', async () => {
		const views = {large: {filter: 'size>1.5M', sort: '-size'}, round: 'view:round'};
		const run = (filter: string) =>
			qbtui({
				args: ['list', '--json', filter],
				server: server(),
				files: {'.config/qbtui/config.json': JSON.stringify({views, sort: 'name'})},
			});
		const {out} = await run('view:large');
		const {torrents}: {torrents: Array<{name: string}>} = JSON.parse(out);
		expect(torrents.map(({name}) => name)).toEqual(['Gamma', 'Beta']);
		const wrong = await run('view:larger');
		expect(wrong.code).toBe(2);
		expect(JSON.parse(wrong.out)).toMatchObject({
			error: {message: expect.stringContaining('There is no view “larger”.')},
		});
		expect((await run('view:round')).err).toContain('The view “round” names itself');
	});

	it('--json is one document, as the server says it', async () => {
		const {code, out, err} = await list('--json', 'alpha');
		expect({code, err}).toEqual({code: 0, err: ''});
		expect(JSON.parse(out)).toMatchObject({
			server: {
				address: new URL(server().url).host,
				version: expect.stringMatching(new RegExp(`^v${version}`)),
				webapi: expect.stringMatching(/^2\./),
			},
			torrents: [
				{
					...{hash: expect.stringMatching(/^[0-9a-f]{40}$/), name: 'Alpha', size: 2 ** 20},
					...{category: 'films', progress: 0, save_path: server().downloads},
					tags: ['keep', 'new one'],
					state: expect.stringMatching(/^[a-zA-Z]+$/),
				},
			],
		});
	});
});
