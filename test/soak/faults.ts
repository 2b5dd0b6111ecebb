import {rmSync, statfsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {persisted} from '../lab/upload.ts';
import type {Dice} from './dice.ts';
import type {Ground} from './ground.ts';
import type {Swarm} from './swarm.ts';

type Fault = {
	name: string;
	/** qbtui itself ends and begins anew: what it holds can’t be followed beyond that. */
	endsQbtui?: true;
	/** Goes wrong, and is right again when it returns. */
	run: (ground: Ground, swarm: Swarm, dice: Dice) => Promise<void>;
};

const awhile = (dice: Dice): Promise<void> => sleep(2_000 + dice.below(8_000));

/** TABLE: what goes wrong. */
export const faults: readonly Fault[] = [
	{
		name: 'the server is restarted',
		run: async ({server}, swarm) => {
			await persisted(server);
			await server.restart();
			await swarm.introduceAll();
		},
	},
	{
		name: 'the server is killed',
		run: async ({server}, swarm, dice) => {
			await persisted(server);
			await server.kill();
			await awhile(dice);
			await server.restart();
			await swarm.introduceAll();
		},
	},
	{
		name: 'connections are cut',
		run: async ({proxy, server}, _, dice) => {
			proxy.aim(undefined);
			await awhile(dice);
			proxy.aim(server);
		},
	},
	{
		name: 'nothing listens',
		run: async ({proxy}, _, dice) => {
			await proxy.away();
			await awhile(dice);
			await proxy.back();
		},
	},
	{
		name: 'the large disk is full',
		run: async ({disk, hdd}, _, dice) => {
			if (!disk) return;
			const {bavail, bsize} = statfsSync(hdd);
			const filler = join(hdd, 'filler');
			writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 2 ** 20)));
			await awhile(dice);
			rmSync(filler);
		},
	},
	{
		name: 'the service is killed',
		endsQbtui: true,
		run: async ({service, startService}) => {
			service().kill('SIGKILL');
			await service().ended;
			await startService();
		},
	},
	{
		name: 'the service is restarted',
		endsQbtui: true,
		run: async ({service, startService}) => {
			service().kill('SIGTERM');
			await service().ended;
			await startService();
		},
	},
	{
		name: 'the window changes its size',
		run: async ({screen}, _, dice) => {
			for (let i = 0; i < 20; i++) {
				screen().resize(20 + dice.below(200), 5 + dice.below(60));
				await sleep(dice.below(50));
			}
			screen().resize(120, 40);
		},
	},
	{
		name: 'the SSH session ends',
		endsQbtui: true,
		run: async ({screen, startScreen}) => {
			screen().signal('SIGHUP');
			await screen().exited;
			await screen().close();
			await startScreen();
		},
	},
];
