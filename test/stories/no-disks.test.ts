import {expect, it} from 'vitest';
import {describeOnServers} from '../lab/lab.ts';
import {patience, startQbtui} from './program.ts';

describeOnServers('without disks', ['5.3'], ({server}) => {
	it('the views of moving say what to set, and name no key for what they don’t list', async () => {
		const terminal = await startQbtui({server: server(), columns: 100, rows: 24});
		await terminal.until('[1 Torrents]', patience);
		for (const [digit, view] of Object.entries({2: 'Queue', 3: 'Space', 4: 'Tags'})) {
			await terminal.press(digit);
			await terminal.until(`[${digit} ${view}]`, patience);
			await terminal.until('DOWNLOAD_PATH_SSD=/mnt/ssd', patience);
			expect(terminal.screen().at(-1)).toBe('/ filter  R refresh  I server  ? help  q quit');
		}
		// What can be done with no row stays.
		await terminal.press('5');
		await terminal.until(screen => screen.at(-1)?.startsWith('n new  / filter') === true, patience);
	});
});
