import {readFile} from 'node:fs/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {labAvailable} from './lab.ts';
import {type Swarm, startSwarm} from './swarm.ts';
import {until} from './until.ts';

const PAIRS = [
	['4.5', '5.1'],
	['5.1', '5.3'],
	['5.3', '4.5'],
] as const;

describe.skipIf(!(await labAvailable(...PAIRS.flat()))).each(PAIRS)(
	'a swarm of %s and %s',
	(seeder, downloader) => {
		let swarm: Swarm;

		beforeAll(async () => {
			swarm = await startSwarm({seeder, downloader, downloadLimit: 2 ** 20});
		});
		afterAll(() => swarm?.stop());

		it('goes from nothing to identical bytes', async () => {
			expect(await swarm.progress()).toBe(0);
			await swarm.join();
			await until('a part', swarm.progress, progress => progress > 0 && progress < 1);
			await until('the whole', swarm.progress, progress => progress === 1);
			expect(Buffer.compare(await readFile(swarm.received), swarm.payload)).toBe(0);
		});
	},
);
