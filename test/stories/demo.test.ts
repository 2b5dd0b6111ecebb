import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {qbtui} from '../commands/qbtui.ts';
import {makeHome, startQbtui} from './program.ts';

const minute = {timeout: 120_000};

it('the demo shows within a minute what follows a download, and leaves nothing behind', async () => {
	const home = await makeHome();
	// A queue of the user’s own is not the demo’s.
	const env = {QBTUI_STATE_DIR: join(home, 'own')};
	const terminal = await startQbtui({home, args: ['--demo'], env, rows: 50});
	await terminal.until(/All 31\d/, minute);
	await terminal.press('3');
	await terminal.until(/^ssd +[█▓▒░HL]+ .*free/m, minute);
	await terminal.until(/^hdd +[█▓▒░HL]+ .*free/m, minute);
	await terminal.until(/ \d+ {2}On its way, or next: 2 shows the jobs/, minute);
	await terminal.press('2');
	await terminal.until(/→ moving .*ssd→hdd .* \d+%/, minute);
	await terminal.until(/! HELD .*ssd→hdd/, minute);
	await terminal.press('1');
	await terminal.type('/state:moving');
	await terminal.press('enter');
	await terminal.until(/moving .* s→h \d+%/, minute);
	await terminal.press('enter');
	await terminal.until(/^move {6}moving \d+% to \/hdd\//m, minute);
	await terminal.press('2');
	await terminal.until(/✓ done +(\S+)/, minute);
	// Many begin with the same word, and which is the first to be moved is not the same each time.
	const [, name = ''] = /✓ done +(\S.*?)(?:…| {2})/.exec(terminal.screen().join('\n')) ?? [];
	await terminal.press('1', '/', 'ctrl+u');
	await terminal.type(`"${name}" disk:hdd tag:hdd !tag:ssd`);
	await terminal.press('enter');
	await terminal.until(/^\d+\/[1-9]\b.*\/ ".*!tag:ssd/m, minute);
	await terminal.press('5');
	await terminal.until(/ done .* v1 /, minute);
	await terminal.press('7');
	await terminal.until(/^1 snapshot in .*\n.*\n.* by the clock /m, minute);
	await terminal.press('q');
	await terminal.exited;
	expect(existsSync(join(home, 'own'))).toBe(false);
	expect(existsSync(join(home, '.local/state'))).toBe(false);
});

it('without a terminal, the demo prints its list once, and plans moves', async () => {
	const list = await qbtui({args: ['--demo']});
	expect(list).toMatchObject({code: 0, err: ''});
	expect(list.out.split('\n').length).toBeGreaterThan(300);
	const {plan} = JSON.parse((await qbtui({args: ['space', '--demo', '--json']})).out);
	expect(plan.moves.length).toBeGreaterThan(3);
	expect(Object.keys(plan.reasons).length).toBeGreaterThan(3);
});
