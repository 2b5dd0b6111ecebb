import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {addTorrents} from '../lab/upload.ts';
import {numbered, range} from './library.ts';
import {filterBy, sortBy} from './list.ts';
import {patience, startQbtui} from './program.ts';

/** Sizes are (number + 1) × 10 MiB: 100 and 101 have 1010 + 1020 MiB, which is 2.0 GiB. */
describeOnServers('selecting', ['5.3'], ({server}) => {
	const start = async () => {
		await server().call('torrents/delete', {hashes: 'all', deleteFiles: false});
		await addTorrents(
			server(),
			range(100, 120).map(number => numbered(number)),
			{stopped: true},
		);
		const terminal = await startQbtui({server: server()});
		await terminal.until('All 20', patience);
		await sortBy(terminal, 'n', 'name↑');
		await terminal.press('home');
		return terminal;
	};
	const marked = (screen: readonly string[]): string[] =>
		screen.flatMap(line => /^.✓.*Lab (\d+)/.exec(line)?.[1] ?? []);

	it('space selects and goes down; count and bytes are in sight', async () => {
		const terminal = await start();
		await terminal.press('space', 'space');
		await terminal.until(/✓2 2\.0G.*3\/20/, patience);
		expect(marked(terminal.screen())).toEqual(['100', '101']);
		await terminal.press('k', 'space');
		await terminal.until('✓1 1.0G', patience);
		expect(marked(terminal.screen())).toEqual(['100']);
	});

	it('a range follows the cursor until v keeps it', async () => {
		const terminal = await start();
		await terminal.press('j', 'v', 'j', 'j', 'j', 'k');
		await terminal.until('✓3', patience);
		expect(marked(terminal.screen())).toEqual(['101', '102', '103']);
		await terminal.press('v', 'G');
		await terminal.until('20/20', patience);
		expect(marked(terminal.screen())).toEqual(['101', '102', '103']);
	});

	it('survives sorting and filtering; all and invert mean what the filter shows', async () => {
		const terminal = await start();
		await terminal.press('space');
		await filterBy(terminal, '11');
		await terminal.until(/✓1 .*\/10/, patience);
		await terminal.press('A');
		await terminal.until('✓11', patience);
		await terminal.press('i');
		await terminal.until(/✓1 1.0G/, patience);
		await sortBy(terminal, 'S', 'size↓');
		await terminal.until('✓1', patience);
	});

	it('Esc lets go of the selection before it clears the filter', async () => {
		const terminal = await start();
		await filterBy(terminal, '11');
		await terminal.press('A');
		await terminal.until('✓10', patience);
		await terminal.press('esc');
		await terminal.until(screen => !screen.some(line => line.includes('✓')), patience);
		expect(terminal.screen().join('\n')).toContain('/ 11');
		await terminal.press('esc');
		await terminal.until('1/20', patience);
	});

	it('what goes on the server goes from the selection', async () => {
		const terminal = await start();
		await terminal.press('A');
		await terminal.until('✓20', patience);
		const hashes = [100, 101, 102].map(number => numbered(number).hash).join('|');
		await server().call('torrents/delete', {hashes, deleteFiles: false});
		await terminal.until('✓17', patience);
	});

	it('when all that was selected is removed, keys act on the cursor’s again', async () => {
		const terminal = await start();
		await terminal.press('space', 'space');
		await terminal.until('✓2', patience);
		await terminal.press('d');
		await terminal.until('Remove 2 torrents', patience);
		await terminal.press('y');
		await terminal.until(/Remove: 2 torrents {3}7 adds them again, from the snapshot/, patience);
		await terminal.until(screen => !screen.some(line => line.includes('✓')), patience);
		await terminal.press('L');
		await terminal.until(/^Limits of “Lab /m, patience);
	});
});
