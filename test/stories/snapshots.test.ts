import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {syntheticTorrent} from '../lab/torrents.ts';
import {until} from '../lab/until.ts';
import {addTorrents, settled} from '../lab/upload.ts';
import {isStopped, rowsOf, tagSet} from '../qbit/control.ts';
import {makeHome, patience, startQbtui} from './program.ts';

describeOnServers('what is removed by a wrong key', ['5.3', '4.5'], ({server}) => {
	it('comes back from the snapshot that was saved before', async () => {
		const torrents = [1, 2, 3, 4].map(index => syntheticTorrent({index, name: `Lab ${index}`}));
		await addTorrents(server(), torrents, {tags: ['keep'], category: 'films', stopped: true});
		const home = await makeHome();
		const folder = join(home, '.local/state/qbtui/snapshots');
		const terminal = await startQbtui({server: server(), home});
		await terminal.until('All 4 ', patience);
		await terminal.press('space', 'space', 'space', 'd');
		await terminal.until(/Remove 3 torrents .*a snapshot is saved first/s, patience);
		await terminal.press('y');
		await terminal.until('All 1 ', patience);
		const [saved = ''] = (await readdir(folder)).filter(name => name.endsWith('removal.json'));
		expect(saved).toMatch(/-before-removal\.json$/);
		expect(await readdir(join(folder, saved.replace('.json', '.torrents')))).toHaveLength(3);

		await terminal.press('7');
		await terminal.until(/before a removal +4 +3 /, patience);
		await terminal.press('r');
		await terminal.until(/3 torrents are missing\. Put back what is missing, stopped\?/, patience);
		expect((await rowsOf(server())).size).toBe(1);
		await terminal.press('y');
		await terminal.until(/3 torrents put back, stopped\./, patience);
		await terminal.until(/to restore Nothing is missing\./, patience);
		await settled(server());
		const rows = [...(await rowsOf(server())).values()];
		expect(rows.map(({name}) => name).sort()).toEqual(['Lab 1', 'Lab 2', 'Lab 3', 'Lab 4']);
		expect(rows.every(isStopped)).toBe(true);
		expect(rows.map(row => [row.category, tagSet(row)])).toEqual(
			rows.map(() => ['films', ['keep']]),
		);

		// By hand, too; and what can’t be read says why.
		await terminal.press('S');
		await terminal.until(/by you +4 +4 /, patience);
		await rm(folder, {recursive: true});
		await terminal.press('d');
		await terminal.until(/problem .*can’t be read: it/, patience);
	});

	it('is not removed where no snapshot can be saved, unless one says so', async () => {
		const before = (await rowsOf(server())).size;
		const terminal = await startQbtui({
			...{server: server(), env: {QBTUI_STATE_DIR: '/sys/qbtui'}},
		});
		await terminal.until(`All ${before} `, patience);
		await terminal.press('space', 'space', 'd');
		await terminal.until(/Remove 2 torrents/, patience);
		await terminal.press('y');
		await terminal.until(/No snapshot could be saved: .*this user may not/, patience);
		await terminal.press('esc');
		await terminal.until(/Space select/, patience);
		expect((await rowsOf(server())).size).toBe(before);
		await terminal.press('d');
		await terminal.until(/Remove 2 torrents/, patience);
		await terminal.press('y');
		await terminal.until(/No snapshot could be saved/, patience);
		await terminal.press('y');
		expect((await rowsOf(server())).size).toBe(before);
		await terminal.press('backspace', '2', 'enter');
		await until('two to be removed', async () => (await rowsOf(server())).size === before - 2);
	});
});
