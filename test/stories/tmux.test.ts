import {execFileSync} from 'node:child_process';
import {expect, it, onTestFinished} from 'vitest';
import {openTmux} from '../screen/tmux.ts';
import {cursorRow, listRows} from './list.ts';
import {environmentFor, makeHome, patience, program} from './program.ts';

const hasTmux = (): boolean => {
	try {
		execFileSync('tmux', ['-V']);
		return true;
	} catch {
		process.stderr.write('tmux is not installed: its story is skipped.\n');
		return false;
	}
};

it.skipIf(!hasTmux())(
	'in tmux: starts, moves, follows the window, and gives the shell back',
	async () => {
		const home = await makeHome();
		const tmux = await openTmux({
			// tmux starts programs by a shell, which has a prompt of its own.
			command: 'env',
			args: ['PS1=shell> ', 'sh'],
			columns: 100,
			rows: 24,
			cwd: home,
			env: {...environmentFor(home), ENV: undefined},
		});
		onTestFinished(tmux.close);
		await tmux.until('shell>', patience);
		await tmux.type(`${program.command} ${program.cli} --demo`);
		await tmux.press('enter');
		await tmux.until(screen => listRows(screen).length === 18, patience);
		await tmux.press('j', 'j', 'down');
		await tmux.until(/^4\/\d{3}/m, patience);
		expect(cursorRow(tmux.screen())).not.toBe('');
		tmux.resize(60, 15);
		await tmux.until(screen => screen.length === 15 && listRows(screen).length === 10, patience);
		expect(tmux.screen().at(-1)).toMatch(/^Space select/);
		tmux.resize(120, 30);
		await tmux.until(screen => screen.length === 30 && listRows(screen).length === 24, patience);
		await tmux.press('/');
		await tmux.paste('ubuntu');
		await tmux.until(/\/ ubuntu.* torrents/, patience);
		await tmux.press('esc');
		await tmux.until(/^Space select/m, patience);
		await tmux.press('q');
		await tmux.until(screen => screen.findLast(line => line !== '') === 'shell>', patience);
		expect(tmux.screen().join('\n')).toContain('--demo');
		expect(tmux.screen().join('\n')).not.toContain('Space select');
	},
);
