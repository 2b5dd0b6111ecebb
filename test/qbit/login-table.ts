import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fillPart} from '../../scripts/tables.ts';
import {VERSIONS, type VersionName} from '../lab/versions.ts';
import type {Diagnosed} from './diagnose.ts';
import type {Provocation} from './provocations.ts';

const file = join(import.meta.dirname, '../../docs/login.md');
const part = 'causes';

/** Of pages, in which something is drawn by lot. */
const counts = /, \d+ characters/;

export type Seen = {version: VersionName; provocation: Provocation; found: Diagnosed};

/** The rung that decided, and the answers that it got. */
const cell = ({found}: Seen): string => {
	const check = found.checks.find(({status}) => status === 'fail');
	if (!check) return 'works';
	const answers = new Set(check.exchanges.map(({answered}) => answered.replace(counts, '')));
	return (
		`${check.name}: ${[...answers].join(', then ') || check.detail}`
			.replace(/; expires=[^;]*/g, '')
			.replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:PORT')
			// A machine without any resolver says the other.
			.replace('EAI_AGAIN', 'ENOTFOUND')
			.replace(/QBT_SID_\d+/g, 'QBT_SID_PORT')
			.replaceAll('|', '\\|')
	);
};

/** Cause × version × what was seen. */
const tableOf = (provocations: readonly Provocation[], seen: readonly Seen[]): string => {
	const rows = provocations.map(provocation => {
		const cells = VERSIONS.map(version => {
			const found = seen.find(each => each.version === version && each.provocation === provocation);
			return found ? cell(found) : 'not there';
		});
		return [`\`${provocation.cause}\``, provocation.what, ...cells];
	});
	const titles = ['Cause', 'What was wrong', ...VERSIONS.map(name => `Seen on ${name}`)];
	return [titles, titles.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
};

/** The docs as they are, and as they would be with what was seen. `QBTUI_DOCS=1` writes them. */
export const loginDocs = (
	provocations: readonly Provocation[],
	seen: readonly Seen[],
): {are: string; shouldBe: string} => {
	const are = readFileSync(file, 'utf8');
	const shouldBe = fillPart(are, part, tableOf(provocations, seen));
	if (process.env.QBTUI_DOCS === '1') writeFileSync(file, shouldBe);
	return {are: process.env.QBTUI_DOCS === '1' ? shouldBe : are, shouldBe};
};
