import type {Entry} from '../outbox/shape.ts';
import {mostTries} from '../outbox/shape.ts';
import {linkOf, titleOf} from '../outbox/ways.ts';
import {date} from '../views/format.ts';

/** An entry for programs. The link may hold a passkey, as what was given did. */
export const entryDocument = (entry: Entry): Record<string, unknown> => ({
	...{
		id: entry.id,
		added_on: Math.floor(entry.at / 1000),
		server: entry.server,
		source: entry.given,
	},
	...{name: entry.name ?? null, hash: entry.identity?.v1 ?? entry.identity?.v2 ?? null},
	...{magnet: linkOf(entry), tries: entry.tries, reason: entry.why},
	handed: entry.handed?.how ?? null,
});

/** An entry in a line for people. */
export const entryLine = (entry: Entry): string => {
	const {id, at, server, why, handed, tries} = entry;
	const way =
		handed === undefined
			? ''
			: handed.how === 'folder'
				? ', given to the watched folder'
				: ', given to qBittorrent’s program';
	const over = tries >= mostTries ? ' It is not tried again by itself.' : '';
	return `${id}  ${titleOf(entry)}  for ${server}, since ${date(at / 1000)}${way}: ${why}${over}`;
};
