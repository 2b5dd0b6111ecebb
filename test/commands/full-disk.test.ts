import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync} from 'node:fs';
import {expect, it} from 'vitest';
import {environmentFor, makeHome, program} from '../stories/program.ts';

const full = '/dev/full';
if (!existsSync(full)) process.stderr.write(`${full} is not here: a full disk is not tried.\n`);

it.skipIf(!existsSync(full)).each([['--version'], ['list --demo'], ['list --demo --json']])(
	'qbtui %s that can’t be written is a failure, and says why',
	async args => {
		const home = await makeHome();
		const out = openSync(full, 'w');
		const {status, stderr} = spawnSync(program.command, [program.cli, ...args.split(' ')], {
			cwd: home,
			env: {...process.env, ...environmentFor(home)},
			stdio: ['ignore', out, 'pipe'],
			encoding: 'utf8',
		});
		closeSync(out);
		expect(stderr).toBe(
			'qbtui: the output can’t be written: ENOSPC: no space left on device, write\n',
		);
		expect(status).toBe(1);
	},
);
