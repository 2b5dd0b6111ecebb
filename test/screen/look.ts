// What does it look like? Runs a command in a terminal and saves a picture of its screen:
// node test/screen/look.ts --size 120x40 --until Ready --keys 'j j enter' -o out.svg -- command …
import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {drawScreen} from './picture.ts';
import {openTerminal} from './terminal.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		size: {type: 'string', default: '120x40'},
		/** What must be on the screen before the keys go out. */
		until: {type: 'string'},
		keys: {type: 'string', default: ''},
		/** What must be on the screen after them. */
		after: {type: 'string'},
		output: {type: 'string', short: 'o'},
		timeout: {type: 'string', default: '20000'},
	},
});

const [columns = 120, rows = 40] = values.size.split('x').map(Number);
const [command = 'sh', ...args] = positionals;
const terminal = openTerminal({command, args, columns, rows});
const patience = {timeout: Number(values.timeout)};
try {
	await terminal.until(values.until ?? (screen => screen.some(line => line !== '')), patience);
	// Nothing is sent, but the line is given time to fall quiet.
	await terminal.send('');
	for (const key of values.keys.split(' ').filter(Boolean)) await terminal.press(key);
	if (values.after) await terminal.until(values.after, patience);
	if (values.output) writeFileSync(values.output, drawScreen(terminal));
	else process.stdout.write(`${terminal.screen().join('\n')}\n`);
} finally {
	await terminal.close();
}
