import {readFile} from 'node:fs/promises';
import {describe, expect, it, onTestFinished} from 'vitest';
import {labAvailable} from '../lab/lab.ts';
import {startSwarm} from '../lab/swarm.ts';
import {VERSIONS} from '../lab/versions.ts';
import {listRows} from './list.ts';
import {startQbtui} from './program.ts';

const long = {timeout: 120_000};
const MIB = 2 ** 20;

/** The figures of the only row, by the titles above them. */
const doneOf = (screen: readonly string[]): number => {
	const [, done] = /(\d+)%?\s+\S+\s+\S+\s+\S+\s+[\d.∞]+\s*$/.exec(listRows(screen)[0] ?? '') ?? [];
	return Number(done);
};

describe.skipIf(!(await labAvailable(...VERSIONS)))('a download', () => {
	it.each(VERSIONS)(
		'on %s is followed on the screen from nothing to the whole',
		async downloader => {
			const swarm = await startSwarm({
				seeder: '5.1',
				downloader,
				name: 'a film.mkv',
				size: 6 * MIB,
				downloadLimit: MIB,
			});
			onTestFinished(swarm.stop);
			const terminal = await startQbtui({server: swarm.downloader, columns: 100});
			await terminal.until(/stalled +a film\.mkv +6\.0M +0%/, long);
			await swarm.join();
			const seen: number[] = [];
			await terminal.until(screen => {
				const done = doneOf(screen);
				if (done !== seen.at(-1)) seen.push(done);
				return /idle +a film\.mkv +6\.0M +100/.test(screen.join('\n'));
			}, long);
			expect(seen[0]).toBe(0);
			expect(seen.filter(done => done > 0 && done < 100).length).toBeGreaterThanOrEqual(2);
			expect(seen).toEqual(seen.toSorted((a, b) => a - b));
			expect(terminal.screen().join('\n')).toMatch(/Seed 1\b/);
			expect(Buffer.compare(await readFile(swarm.received), swarm.payload)).toBe(0);
		},
	);
});
