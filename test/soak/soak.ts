/**
 * `npm run soak`: a server with a changing swarm, `qbtui serve` and a screen, while things go wrong.
 * `-- --minutes 30 --seed 1`; with `--write`, the report goes into docs/soak.md. Ends with 1 when
 * something was lost, doubled or grew.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {createDice} from './dice.ts';
import {faults} from './faults.ts';
import {layGround} from './ground.ts';
import {judge} from './judge.ts';
import {reportOf} from './report.ts';
import {type Sample, sampleOf} from './samples.ts';
import {createSwarm} from './swarm.ts';

const {values} = parseArgs({
	options: {
		minutes: {type: 'string', default: '30'},
		seed: {type: 'string', default: `${Date.now() % 100_000}`},
		write: {type: 'boolean', default: false},
	},
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
/** As many as keep the list changing, and fit on the disks. */
const most = 60;

const started = performance.now();
const now = (): number => performance.now() - started;
const log = (text: string): void => {
	process.stdout.write(`${(now() / 1000).toFixed(0).padStart(5)} s  ${text}\n`);
};

const dice = createDice(seed);
log(`seed ${seed}, ${minutes} minutes`);
const ground = await layGround(log);
const swarm = createSwarm(ground, dice);
const counts = new Map<string, number>(faults.map(({name}) => [name, 0]));
const samples: Record<'service' | 'screen', Sample[]> = {service: [], screen: []};

const sampling = setInterval(() => {
	samples.service.push(...sampleOf(ground.service().pid, now()));
	samples.screen.push(...sampleOf(ground.screen().pid, now()));
	ground.proxy.forget();
}, 5_000);

const change = async (): Promise<void> => {
	if (swarm.there().length < most) await swarm.add();
	if (swarm.there().length >= most || dice.below(8) === 0) await swarm.remove();
};

/** A long life shows what grows: two thirds of the time, service and screen stay the same. */
const possible = () => {
	const isLate = now() > (minutes * 60_000 * 2) / 3;
	return faults.filter(({endsQbtui}) => isLate || !endsQbtui);
};

const goWrong = async (): Promise<void> => {
	const some = possible();
	const fault = some[dice.below(some.length)];
	if (!fault) return;
	log(fault.name);
	counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
	await fault.run(ground, swarm, dice);
};

let isEnough = false;
process.once('SIGINT', () => {
	log('enough: it comes to its end');
	isEnough = true;
});

try {
	while (!isEnough && now() < minutes * 60_000) {
		for (let i = 0; i < 2; i++) await change();
		await sleep(5_000 + dice.below(10_000));
		await goWrong();
	}
	log('all is well again: what is under way comes to its end');
	const lasted = now();
	const verdict = await judge(ground, swarm);
	const report = reportOf({
		minutes: Math.round(lasted / 60_000),
		seed,
		counts,
		swarm: swarm.counts(),
		samples,
		verdict,
	});
	process.stdout.write(`\n${report.text}\n`);
	if (values.write) {
		const page = join(import.meta.dirname, '../../docs/soak.md');
		const [head = ''] = readFileSync(page, 'utf8').split('<!-- report -->');
		writeFileSync(page, `${head}<!-- report -->\n\n${report.text}\n`);
	}
	process.exitCode = report.isGood ? 0 : 1;
} finally {
	clearInterval(sampling);
	await ground.stop();
}
