import {expect, it} from 'vitest';
import {emptyMaindata, nothingChanged} from '../../source/qbit/maindata.ts';
import type {Link} from '../../source/qbit/mirror.ts';
import {messageFor} from '../../source/views/body-message.tsx';

it.each<[string, Link, string]>([
	['is not reached yet', {state: 'connecting', torrents: undefined}, 'Connecting to nas:8080'],
	['was asked and is silent', {state: 'connecting', torrents: 0}, 'Waiting for the list'],
	[
		'sends its list',
		{state: 'connecting', torrents: 41_000},
		'Loading the list: 41,000 torrents so far',
	],
])('a server that %s', (_, link, title) => {
	const before = {maindata: emptyMaindata(), revision: 0, answeredAt: undefined};
	const message = messageFor({...before, change: nothingChanged, link}, 'nas:8080', 0, '');
	expect(message).toMatchObject({busy: true, title});
	// Only of a server that is silent is it said why.
	expect(message?.lines.join('')).toMatch(
		title.startsWith('Waiting') ? /nas:8080 needs a while/ : /^$/,
	);
});
