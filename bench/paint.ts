import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
// Plain JavaScript, so that it runs before anything is installed.
import {bundle} from '../scripts/build.js';

type Times = {p50: number; p99: number; cpu: number; bytes: number; economy: number};
export type Painting = {tick: Times; data: Times; move: Times; scroll: Times};

/** Runs painting.tsx, bundled as the program is, in a process of its own. */
export const paint = async (
	torrents: number,
	{
		sort = '-added',
		keys = '',
		size = [120, 40],
	}: {sort?: string; keys?: string; size?: number[]} = {},
): Promise<Painting> => {
	const folder = mkdtempSync(join(tmpdir(), 'qbtui-bench-'));
	try {
		const file = join(folder, 'painting.mjs');
		const {outputFiles} = await bundle(join(import.meta.dirname, 'painting.tsx'));
		writeFileSync(file, outputFiles[0]?.contents ?? '');
		const printed = execFileSync(process.execPath, [file, ...[torrents, ...size].map(String)], {
			encoding: 'utf8',
			env: {...process.env, BENCH_SORT: sort, BENCH_KEYS: keys},
		});
		return JSON.parse(printed);
	} finally {
		rmSync(folder, {recursive: true});
	}
};
