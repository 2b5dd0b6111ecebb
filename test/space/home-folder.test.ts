import {homedir, userInfo} from 'node:os';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {fromHome, homeFolder} from '../../source/space/home-folder.ts';

vi.mock('node:os', async importOriginal => {
	const os = await importOriginal<typeof import('node:os')>();
	return {...os, homedir: vi.fn(os.homedir), userInfo: vi.fn(os.userInfo)};
});

const nobodyKnows = () => {
	throw new Error('uv_os_homedir returned ENOENT');
};

beforeEach(() => vi.stubEnv('HOME', '/home/me'));
afterEach(() => {
	vi.unstubAllEnvs();
	vi.resetAllMocks();
});

it('is what HOME says', () => {
	expect([homeFolder(), fromHome('~/films'), fromHome('~')]).toEqual([
		'/home/me',
		'/home/me/films',
		'/home/me',
	]);
	expect([fromHome('~me/films'), fromHome('a~/b')]).toEqual(['~me/films', 'a~/b']);
});

it('is what the system knows where HOME is empty: never the folder that one stands in', () => {
	vi.stubEnv('HOME', '');
	expect(homeFolder()).toBe(userInfo().homedir);
});

it('is / for a user that is known by number only', () => {
	vi.mocked(homedir).mockImplementation(nobodyKnows);
	expect(homeFolder()).toBe('/');
	vi.mocked(homedir).mockReturnValue('');
	vi.mocked(userInfo).mockImplementation(nobodyKnows);
	expect([homeFolder(), fromHome('~/films')]).toEqual(['/', '//films']);
});
