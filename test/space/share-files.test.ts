import {describe, expect, it} from 'vitest';
import {sharersOf} from '../../source/space/share-files.ts';
import {torrent} from './planned.ts';

const at = (name: string, save_path: string, content_path: string) =>
	torrent(name, {save_path, content_path});

const folder = at('folder', '/d/tv', '/d/tv/Show');
const cross = at('cross', '/d/tv', '/d/tv/Show');
const rootless = at('rootless', '/d/tv/Show', '/d/tv/Show');
const episode = at('episode', '/d/tv/Show', '/d/tv/Show/1.mkv');
const beside = at('beside', '/d/tv', '/d/tv/Show 2');
const loose = at('loose', '/d/tv', '/d/tv');
const all = [folder, cross, rootless, episode, beside, loose];

describe('who else uses the files of', () => {
	it.each([
		['a folder', folder, [cross, rootless, episode]],
		['one without a folder of its own', rootless, [folder, cross]],
		['a file within', episode, [folder, cross]],
		['one that nothing shares', beside, []],
		['one that lies loose among others', loose, []],
	])('%s', (_, one, others) => {
		expect(sharersOf([one], all).map(({name}) => name)).toEqual(others.map(({name}) => name));
	});

	it('several: not one of them', () => {
		expect(sharersOf([folder, cross, episode], all)).toEqual([rootless]);
	});
});
