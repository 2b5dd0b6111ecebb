import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {createMirror} from '../../source/qbit/mirror.ts';
import {createFreeSpace, knownFree} from '../../source/space/free-space.ts';
import {describeOnServers} from '../lab/lab.ts';
import {VERSIONS} from '../lab/versions.ts';
import {createFakeClock} from '../qbit/fake-clock.ts';
import {loginOf, openClient} from '../qbit/real.ts';

const spaces = [
	{tag: 'ssd', path: '/ssd', free: 5, size: 10},
	{tag: 'hdd', path: '/ssd/hdd', free: undefined, size: undefined},
	// What stands for the default save path when no volume is set: it holds nothing else.
	{tag: 'free', path: '', free: 3, size: undefined},
];
const byDefault = {path: '/data/', free: 7};

it.each([
	['/ssd/x', 5],
	['/ssd/hdd/x', undefined],
	['/data', 7],
	['/data/below may be another disk', undefined],
	['/elsewhere', undefined],
])('what is known without asking: %s', (path, free) => {
	expect(knownFree(path, spaces, byDefault)).toBe(free);
});

it('a server that does not know says -1, and that is not believed', () => {
	expect(knownFree('/data', [], {path: '/data', free: -1})).toBeUndefined();
});

describeOnServers('free space of any folder', VERSIONS, ({server, version}) => {
	const open = async (pathMap: Array<[string, string]>) => {
		const client = openClient(server().url, loginOf(server()));
		onTestFinished(() => client.end());
		await client.identify();
		const mirror = createMirror(client, createFakeClock());
		const options = {volumes: [], client, mirror, pathMap, sameMachine: false, ticks: () => 0};
		return createFreeSpace(options).freeAt;
	};

	it('is seen from here where that is mapped, of what the folder would be made in', async () => {
		const here = await mkdtemp(join(tmpdir(), 'qbtui-space-'));
		onTestFinished(() => rm(here, {recursive: true}));
		const freeAt = await open([['/srv/data', here]]);
		expect(await freeAt('/srv/data/not/there')).toBeGreaterThan(0);
	});

	it('else the server is asked, if it can be; what is mapped and not there is not guessed', async () => {
		const freeAt = await open([['/srv/data', '/not/mounted/here']]);
		const asked = await freeAt(server().downloads);
		if (version === '5.3') expect(asked).toBeGreaterThan(0);
		else expect(asked).toBeUndefined();
		if (version !== '5.3') expect(await freeAt('/srv/data/x')).toBeUndefined();
	});
});
