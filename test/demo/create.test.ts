import {describe, expect, it} from 'vitest';
import {createDemo} from '../../source/demo/demo.ts';
import {createClient} from '../../source/qbit/client.ts';
import {makeTorrent, removeTask, type Wish} from '../../source/qbit/create/make.ts';
import {formats} from '../../source/qbit/create/options.ts';
import {sizeOfSource} from '../../source/qbit/create/size.ts';
import {seeSource} from '../../source/qbit/create/source.ts';
import {createTasks} from '../../source/qbit/create/tasks.ts';
import {type Tools, usualPatience} from '../../source/qbit/create/tools.ts';
import {endpoints} from '../../source/qbit/endpoints.ts';
import {readTorrent} from '../lab/read-torrent.ts';
import {hear, onlyMade} from '../qbit/creating.ts';
import {START} from './ask.ts';

/** The embedded server behind the client of the program; its time passes while that waits. */
const open = async () => {
	let time = START;
	const demo = createDemo({now: () => time});
	const {username, password} = demo;
	const client = createClient({
		...{url: new URL(demo.url), fetch: demo.fetch, maxReplyBytes: 190e6, username},
		password: async () => password,
	});
	const clock: Tools['clock'] = {
		now: () => time,
		ticks: () => time,
		random: () => 0.5,
		sleep: async ms => {
			time += ms;
		},
	};
	const tools: Tools = {
		...{client, clock, tasks: createTasks(client, clock), signal: new AbortController().signal},
		patience: usualPatience,
	};
	const torrents = await client.ask(endpoints.torrents);
	const shared = torrents.find(row => row.root_path !== '' && row.state === 'stalledUP');
	return {client, tools, source: String(shared?.root_path), size: Number(shared?.total_size)};
};

describe('torrents made by the embedded server', () => {
	it.each(formats)('%s: as the real ones are', async format => {
		const {tools, source, size} = await open();
		const options = {
			...{source, format, comment: 'x', isPrivate: true},
			trackers: [['http://a.example/x%20y', 'udp://b.example:1'], ['http://c.example']],
		};
		const heard = hear();
		const made = await makeTorrent(tools, onlyMade(options), heard);
		const torrent = readTorrent(made.file);
		expect(torrent).toMatchObject({...{format, private: true}, trackers: options.trackers});
		expect(made).toMatchObject({size, notes: [], hash: torrent.v2?.slice(0, 40) ?? torrent.v1});
		expect(torrent.files.reduce((sum, file) => sum + file.size, 0)).toBe(size);
		const states = heard.stages.map(stage => (stage.is === 'task' ? stage.task.state : stage.is));
		expect([...new Set(states)]).toEqual(['looking', 'Queued', 'Running', 'Finished']);
		expect(await removeTask(tools, made.taskId)).toBe(true);
	});

	it('are added where their files are, with category and tags', async () => {
		const {tools, client, source} = await open();
		const add: Wish['add'] = {stopped: false, category: 'made', tags: ['a', 'b']};
		const made = await makeTorrent(tools, {options: {source}, add}, hear());
		expect(made.added).toMatchObject({is: 'added', hash: made.hash});
		const [row] = await client.ask(endpoints.torrents, {hashes: made.hash});
		expect(row).toMatchObject({
			...{category: 'made', tags: 'a, b', progress: 1, auto_tmm: false},
			save_path: source.slice(0, source.lastIndexOf('/')),
		});
	});

	it('of what is there only; what is not is said as on the real ones', async () => {
		const {tools, client, source, size} = await open();
		const {signal} = tools;
		expect(await seeSource(client, source)).toEqual({is: 'folder', isEmpty: false});
		expect(await sizeOfSource(client, source, 'folder', signal)).toBe(size);
		const making = makeTorrent(tools, onlyMade({source: '/hdd/nowhere/x'}), hear());
		await expect(making).rejects.toMatchObject({
			...{
				code: 'SourceMissing',
				advice: ['The nearest folder that it has is /hdd.', expect.any(String)],
			},
		});
	});

	it('and some are there at the start: made, and not, and on the way', async () => {
		const {client, tools} = await open();
		const tasks = await client.ask(endpoints.tasks);
		expect(tasks.map(({state}) => state).sort()).toEqual([
			...['Failed', 'Finished', 'Finished', 'Running'],
		]);
		for (const {id} of tasks.filter(({state}) => state === 'Finished')) {
			const file = await client.ask(endpoints.taskFile, {taskID: id});
			expect(readTorrent(file).files.length).toBeGreaterThan(0);
		}
		await tools.clock.sleep(160_000, tools.signal);
		expect(await client.ask(endpoints.tasks)).toHaveLength(5);
	});
});
