import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {openTmux} from './tmux.ts';

const hasTmux = (): boolean => {
	try {
		execFileSync('tmux', ['-V']);
		return true;
	} catch {
		return false;
	}
};

test.skipIf(!hasTmux())('the same window, seen through tmux', async () => {
	const script = "stty raw -echo; printf '\\033[?2004hit'\\''s ready\\r\\n'; exec cat -v";
	const tmux = await openTmux({command: 'sh', args: ['-c', script], columns: 50, rows: 8});
	try {
		await tmux.until("it's ready");
		await tmux.press('j', 'up', 'ctrl+l');
		await tmux.until('j^[[A^L');
		await tmux.paste('pasted');
		await tmux.until('^[[200~pasted^[[201~');
		expect(tmux.screen()).toHaveLength(8);
		await tmux.resize(60, 12);
		expect(tmux.screen()).toHaveLength(12);
	} finally {
		await tmux.close();
	}
});
