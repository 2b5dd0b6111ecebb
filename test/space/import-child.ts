// Takes over the queue of the older program and is killed at a chosen point of it.

import {importOlder} from '../../source/space/import/import.ts';
import {renameFreely} from '../../source/space/store/state-folder.ts';
import {openStore} from '../../source/space/store/store.ts';

const [folder = '', older = '', point = '', nth = '0'] = process.argv.slice(2);
const die = (): void => process.kill(process.pid, 'SIGKILL') && undefined;

const store = openStore({folder, now: Date.now});
let renamed = 0;
const dying = {
	...store,
	commit: (changes: Parameters<typeof store.commit>[0]) => {
		if (point === 'before the commit') die();
		store.commit(changes);
	},
};
importOlder({
	store: dying,
	folders: [older],
	now: Date.now,
	rename: (path, wanted) => {
		if (point === 'before rename' && renamed === Number(nth)) die();
		renamed++;
		return renameFreely(path, wanted);
	},
});
process.stdout.write('done\n');
