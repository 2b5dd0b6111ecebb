import {createHash} from 'node:crypto';
import {expect, it} from 'vitest';
import {addSources} from '../../source/qbit/add.ts';
import {type AddDefaults, placeFor, readAddDefaults} from '../../source/qbit/add-defaults.ts';
import {readLink} from '../../source/qbit/add-source.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import type {Category} from '../../source/qbit/types.ts';
import {describeOnServers} from '../lab/lab.ts';
import {VERSIONS} from '../lab/versions.ts';
import {rowsOf, untilAll} from './control.ts';
import {loginOf, openClient} from './real.ts';

const modes = [
	{auto_tmm_enabled: false, use_category_paths_in_manual_mode: false},
	{auto_tmm_enabled: true, use_category_paths_in_manual_mode: false},
	{auto_tmm_enabled: false, use_category_paths_in_manual_mode: true},
];

describeOnServers('the place of what is added', VERSIONS, ({server}) => {
	it.each(modes)('is the one that was told before: %j', async mode => {
		const client = openClient(server().url, loginOf(server()));
		await server().call('app/setPreferences', {json: JSON.stringify(mode)});
		const own: Record<string, string> = {
			...{absolute: `${server().downloads}-2/abs`, relative: 'some/where', 'none: at all': ''},
		};
		for (const [category, savePath] of Object.entries(own)) {
			// It is there after the first mode.
			await server().request('torrents/createCategory', {category, savePath});
		}
		const defaults = readAddDefaults(await client.ask(endpoints.preferences));
		const categories = new Map(
			Object.entries(await server().call<Record<string, Category>>('torrents/categories')),
		);
		const told = ['', ...Object.keys(own), 'new', 'new/below', 'absolute/below'].map(category => {
			const hash = createHash('sha1')
				.update(`${category} ${JSON.stringify(mode)}`)
				.digest('hex');
			return {category, hash, place: placeFor(category, defaults, categories)};
		});
		for (const {category, hash} of told) {
			const source = readLink(hash);
			if (source) await addSources(client, [source], category === '' ? {} : {category});
		}
		await untilAll(
			server(),
			told.map(({hash}) => hash),
			'listed',
			() => true,
		);
		const rows = await rowsOf(server());
		for (const {category, hash, place} of told) {
			// What can't be told is not guessed.
			if (place === undefined) expect(['absolute/below', 'none: at all']).toContain(category);
			else expect({category, place: rows.get(hash)?.save_path}).toEqual({category, place});
		}
		await client.end();
	});

	it('whether it starts, how its folder is, where its parts are', async () => {
		const client = openClient(server().url, loginOf(server()));
		const read = async () => readAddDefaults(await client.ask(endpoints.preferences));
		expect(await read()).toMatchObject({
			...{savePath: server().downloads, stopped: false, layout: 'Original', tempPath: undefined},
		});
		// Each version has its own word for the first, and ignores the other.
		const stopped = {add_stopped_enabled: true, start_paused_enabled: true};
		const parts = {temp_path_enabled: true, temp_path: `${server().downloads}-parts`};
		const json = JSON.stringify({...stopped, ...parts, torrent_content_layout: 'NoSubfolder'});
		await server().call('app/setPreferences', {json});
		expect(await read()).toMatchObject({
			...{stopped: true, layout: 'NoSubfolder', tempPath: `${server().downloads}-parts`},
		});
		await client.end();
	});
});

const defaults: AddDefaults = {
	...{savePath: '/data', managed: true, categoryPaths: false, subcategories: true},
	...{tempPath: undefined, stopped: false, layout: 'Original'},
};
const categories = new Map([['a', {name: 'a', savePath: '/hdd/a'}]]);

it.each([
	['a/b', true, '/hdd/a/b'],
	['a/b', false, '/data/a/b'],
	['a/b', undefined, undefined],
	['c/d', undefined, '/data/c/d'],
])('%s, subcategories %s: %s', (category, subcategories, place) => {
	expect(placeFor(category, {...defaults, subcategories}, categories)).toBe(place);
});

it('a server on Windows keeps its own separators', () => {
	expect(placeFor('x', {...defaults, savePath: 'D:\\data\\'}, categories)).toBe('D:\\data\\x');
});
