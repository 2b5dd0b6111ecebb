import {readdirSync, statSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openStore} from '../../source/space/store/store.ts';
import {fill, makeFolder, openIn} from './a-store.ts';
import {aJob} from './job-row.ts';
import {startOther} from './other-process.ts';

const open = (folder: string) => () => openStore({folder, now: Date.now});

describe('a second qbtui', () => {
	it('is told who has the folder, and gets it when that one is killed', async () => {
		const folder = makeFolder();
		const before = Date.now();
		const holder = startOther('store-child.ts', [folder, '3']);
		await holder.says('3');
		const since = /since (\S+)\.$/;
		const refused = expect.objectContaining({
			code: 'Held',
			message: expect.stringContaining(`${folder}: process ${holder.pid} on ${hostname()}, since `),
		});
		expect(open(folder)).toThrow(refused);
		expect(open(folder)).toThrow(since);
		const told = since.exec(messageOf(open(folder)))?.[1] ?? '';
		expect(Date.parse(told)).toBeGreaterThanOrEqual(before - 1);

		await holder.kill();
		expect(openIn(folder).openJobs()).toEqual([aJob(1), aJob(2), aJob(3)]);
	});

	it('is refused in the same process, too, and when the first has done nothing yet', () => {
		const folder = makeFolder();
		const first = openIn(folder);
		expect(open(folder)).toThrow(expect.objectContaining({code: 'Held'}));
		first.commit({at: 1, jobs: [aJob(1)]});
		expect(open(folder)).toThrow(expect.objectContaining({code: 'Held'}));
		first.close();
		expect(openIn(folder).openJobs()).toHaveLength(1);
	});

	it('leaves no trace', () => {
		const folder = makeFolder();
		openIn(folder).commit({at: 1, jobs: [aJob(1)]});
		const look = () =>
			readdirSync(folder).map(name => [name, statSync(join(folder, name)).mtimeMs] as const);
		const before = look();
		expect(open(folder)).toThrow('Another qbtui');
		expect(look()).toEqual(before);
	});

	it.each(['', '{', '[]', '{"pid":"x"}', '{"pid":1,"host":"h","since":1e99}'])(
		'is refused when %j is all that is known of the first',
		text => {
			const folder = makeFolder();
			openIn(folder);
			writeFileSync(join(folder, 'holder.json'), text);
			expect(open(folder)).toThrow('it does not say which');
		},
	);
});

it('a lock that somebody wrote into is not taken for one', () => {
	const folder = makeFolder();
	fill(folder, [aJob(1)]);
	writeFileSync(join(folder, 'lock'), 'not a lock at all '.repeat(100));
	expect(open(folder)).toThrow(/lock should be an empty file/);
});

const messageOf = (run: () => unknown): string => {
	try {
		run();
		return '';
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
};
