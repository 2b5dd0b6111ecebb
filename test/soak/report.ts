import type {Verdict} from './judge.ts';
import {type Growth, growthOf, type Sample} from './samples.ts';

export type Soaked = {
	minutes: number;
	seed: number;
	counts: ReadonlyMap<string, number>;
	swarm: {added: number; removed: number};
	samples: Readonly<Record<'service' | 'screen', readonly Sample[]>>;
	verdict: Verdict;
};

const mebibytes = (value: number): string => `${(value / 2 ** 20).toFixed(0)} MiB`;

/** TABLE: what must not grow, and by how much it may move without growing. */
const measures = [
	{
		what: 'rss',
		title: 'memory',
		show: mebibytes,
		isFlat: ({first, last}: Growth) => last <= first * 1.2,
	},
	{
		what: 'handles',
		title: 'open files',
		show: String,
		isFlat: ({first, last}: Growth) => last <= first + 5,
	},
] as const;

/** In Markdown, and whether it went well. */
export const reportOf = (soaked: Soaked): {text: string; isGood: boolean} => {
	const {minutes, seed, counts, swarm, samples, verdict} = soaked;
	const grown: string[] = [];
	const rows = (['service', 'screen'] as const).flatMap(process =>
		measures.map(({what, title, show, isFlat}) => {
			const growth = growthOf(samples[process], what);
			if (growth && !isFlat(growth)) grown.push(`${title} of the ${process} grew`);
			const cells = growth
				? [...[growth.first, growth.last, growth.most].map(show), growth.minutes]
				: ['it lived too short to tell', '', '', ''];
			return `| ${process}: ${title} | ${cells.join(' | ')} |`;
		}),
	);
	const wrong = [...verdict.wrong, ...grown];
	const text = [
		`${new Date().toISOString().slice(0, 10)}: ${minutes} minutes, seed ${seed}. ${swarm.added} torrents came, ${swarm.removed} were removed, ${verdict.torrents} were there in the end.`,
		'',
		'| What went wrong | Times |',
		'| --- | --- |',
		...[...counts].map(([name, count]) => `| ${name} | ${count} |`),
		'',
		'| What must not grow | First third | Last third | Most | Minutes of one life |',
		'| --- | --- | --- | --- | --- |',
		...rows,
		'',
		`Jobs in the end: ${Object.entries(verdict.jobs)
			.map(([state, count]) => `${state} ${count}`)
			.join(', ')}.`,
		'',
		wrong.length === 0
			? 'No torrent, byte or job was lost or doubled, and the screen showed the server’s list.'
			: `Wrong:\n\n${wrong.map(line => `- ${line}`).join('\n')}`,
	].join('\n');
	return {text, isGood: wrong.length === 0};
};
