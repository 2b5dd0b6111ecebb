import {homedir} from 'node:os';
import {describe, expect, it} from 'vitest';
import {stateFolderOf} from '../../source/space/store/state-folder.ts';

describe('the state folder', () => {
	const usual = `${homedir()}/.local/state/qbtui`;
	it.each([
		['', undefined, undefined, undefined, usual],
		['by XDG', undefined, '/xdg', undefined, '/xdg/qbtui'],
		['not by a relative XDG', undefined, 'xdg', undefined, usual],
		['not by an empty XDG', undefined, '', undefined, usual],
		['as set', '/srv/state', '/xdg', undefined, '/srv/state'],
		['of a profile', undefined, '/xdg', 'nas', '/xdg/qbtui/profiles/nas'],
		['of a profile, as set', '/srv', undefined, 'nas', '/srv/profiles/nas'],
		['of a profile with a path', '/srv', undefined, '../../etc', '/srv/profiles/%2E%2E%2F..%2Fetc'],
		['of a profile of dots', '/srv', undefined, '..', '/srv/profiles/%2E%2E'],
		['of a profile with accents', '/srv', undefined, 'été', '/srv/profiles/%C3%A9t%C3%A9'],
	])('%s', (_, stateDir, XDG_STATE_HOME, profile, expected) => {
		expect(stateFolderOf({stateDir, profile, env: {XDG_STATE_HOME}})).toBe(expected);
	});
});
