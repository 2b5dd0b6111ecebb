import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {damageOfWal} from '../../source/space/store/wal.ts';
import {cutPower, type Image, putImage, takeImage} from '../space-model/crash-image.ts';
import {randomFrom} from '../space-model/random.ts';
import {makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';

/** What follows in the log is of the time before it began anew. */
const start = 500_000;
const startOf = ({database, log}: Image): Image => ({database, log: log.subarray(0, start)});

it('2 of the newest transaction, any sectors may lack: those before it are whole, and no damage is seen', () => {
	const folder = makeFolder();
	const store = openIn(folder);
	const commit = (index: number, name: string): void =>
		store.commit({at: index, jobs: [{...aJob(index), name}]});
	const headerOf = (): string => takeImage(folder).log.subarray(0, 32).toString('hex');
	commit(1, 'first');
	const first = headerOf();
	let count = 1;
	// Beyond 1,000 pages the log begins again at its start, over what is there.
	while (headerOf() === first) {
		count += 1;
		commit(count, 'x'.repeat(60_000));
	}
	const random = randomFrom(1);
	const log = join(makeFolder(), 'log');
	let lost = 0;
	for (let round = 0; round < 12; round += 1) {
		const before = startOf(takeImage(folder));
		count += 1;
		commit(count, 'small');
		const after = startOf(takeImage(folder));
		for (let cut = 0; cut < 30; cut += 1) {
			const image = cutPower(before, after, random);
			writeFileSync(log, image.log);
			expect(damageOfWal(log)).toBeUndefined();
			if (cut > 1) continue;
			const copy = makeFolder();
			putImage(copy, image);
			const found = openIn(copy);
			expect(found.control('rebuilt')).toBeUndefined();
			expect([count - 1, count]).toContain(found.openJobs().length);
			if (found.openJobs().length < count) lost += 1;
			found.close();
		}
	}
	expect(lost).toBeGreaterThan(0);
});
