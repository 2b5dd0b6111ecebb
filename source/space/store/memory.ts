import {createCommit} from './commit.ts';
import {createReads} from './read.ts';
import {migrate, migrations} from './schema.ts';
import type {DurableStore} from './shape.ts';
import {openDatabase} from './sqlite.ts';
import {createTrim, usualKeep} from './trim.ts';

const name = ':memory:';

/** A store that leaves nothing behind, for a server that leaves nothing behind: the demo. */
export const openMemoryStore = (): DurableStore => {
	const database = openDatabase(name);
	migrate(database, migrations, {path: name, backUp: () => {}, finish: () => {}});
	return {
		folder: undefined,
		...createReads(database, name),
		...createCommit(database, name),
		trim: createTrim(database, name, usualKeep),
		close: () => {
			if (database.isOpen) database.close();
		},
	};
};
