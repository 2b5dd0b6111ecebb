import {spawn} from 'node:child_process';
import {mkdtemp, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {environmentFor, program} from '../test/stories/program.ts';
import {bareGet} from './bare.ts';
import type {Result} from './measures.ts';
import {median} from './sample.ts';
import type {Target} from './subject.ts';

/** `qbtui --save-state` as a script runs it, from its start to its end, beside one bare GET of the list. */
export const measureSnapshot = async (target: Target): Promise<Result[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'qbtui-bench-'));
	const file = join(folder, 'saved.json');
	const own: number[] = [];
	const totals: number[] = [];
	try {
		for (let round = 0; round < 5; round++) {
			const {getMs} = await bareGet(target);
			const start = performance.now();
			await save(target, folder, file);
			totals.push(performance.now() - start);
			own.push(performance.now() - start - getMs);
		}
		const {size} = await stat(file);
		return [
			{
				what: "`--save-state`, without the server's time",
				goal: '≤ 2 s',
				measured: `${(median(own) / 1000).toFixed(2)} s`,
				beside: `${(median(totals) / 1000).toFixed(2)} s with it, Node's start and login; ${(size / 1e6).toFixed(1)} MB on the disk`,
			},
		];
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

const save = (target: Target, home: string, file: string): Promise<void> =>
	new Promise((resolve, reject) => {
		const child = spawn(program.command, [program.cli, '--save-state', file], {
			env: {...process.env, ...environmentFor(home, target)},
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		child.once('error', reject);
		child.once('close', code =>
			code === 0 ? resolve() : reject(new Error(`--save-state ended with ${code}`)),
		);
	});
