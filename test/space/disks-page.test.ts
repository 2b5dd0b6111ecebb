import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Torrent} from '../../source/qbit/types.ts';
import {resolveConfig} from '../../source/settings/config.ts';
import {planLimits} from '../../source/settings/plan-limits.ts';
import {survey} from '../../source/space/plan/survey.ts';
import {verdictOf} from '../../source/space/plan/verdict.ts';
import {GIB, torrent, worldOf} from './planned.ts';

/** What docs/disks.md says of rules is what they do. */
const page = readFileSync(join(import.meta.dirname, '../../docs/disks.md'), 'utf8');
const part = /<!-- rules[^>]*-->(.*?)<!-- \/rules -->/s.exec(page)?.[1] ?? '';
const settings: unknown = JSON.parse(/```json\n(.*?)```/s.exec(part)?.[1] ?? '');
const rows = [...part.matchAll(/^\| (`.*) \| (.*) \|$/gm)].map(
	([, about = '', outcome = '']) => [about.replaceAll('`', ''), outcome] as const,
);

const limits = planLimits(
	resolveConfig({
		...{flags: {}, env: {}, dotenv: {}},
		answers: {download_path_ssd: '/mnt/ssd', final_dest_base_hdd: '/mnt/hdd'},
		file: {path: 'config.json', content: settings},
	}),
);

const fields: Readonly<Record<string, (value: string) => Partial<Torrent>>> = {
	tags: tags => ({tags}),
	category: category => ({category}),
	tracker: tracker => ({tracker}),
	size: size => ({size: Number.parseInt(size, 10) * GIB}),
	seeding: hours => ({seeding_time: Number.parseInt(hours, 10) * 3600}),
	ratio: ratio => ({ratio: Number(ratio)}),
};

const torrentOf = (about: string): Torrent => {
	const given = about.split(' ').map(word => {
		const [name = '', ...value] = word.split('=');
		return fields[name]?.(value.join('=')) ?? expect.fail(`${name} is no field of the table`);
	});
	return torrent('Some film', {save_path: '/mnt/ssd', ...Object.assign({}, ...given)});
};

describe('the rules of docs/disks.md', () => {
	it('has examples', () => {
		expect(rows.length).toBeGreaterThan(5);
	});

	it.each(rows)('%s: %s', (about, outcome) => {
		const one = torrentOf(about);
		const trackers = new Map(one.tracker === '' ? [] : [[one.tracker, [one.hash]]]);
		const verdict = verdictOf(survey(worldOf([one], {trackers}), limits), one.hash, 'completion');
		const told =
			verdict?.say === 'move'
				? `\`${verdict.places[0]?.to}\``
				: `stays: ${verdict?.reason.text ?? 'nothing is said'}`;
		expect(told).toBe(outcome);
	});
});
