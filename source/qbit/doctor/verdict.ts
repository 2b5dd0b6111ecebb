import {causes} from './causes.ts';
import type {Check, Verdict} from './shape.ts';
import type {Known} from './visit.ts';

/** What the rungs come to: the first that failed says what is wrong. Pure. */
export const verdictOf = (
	checks: readonly Check[],
	{version, webapi}: Pick<Known, 'version' | 'webapi'>,
): Verdict => {
	const server = {version: version ?? null, webapi: webapi ?? null};
	const failed = checks.find(({status}) => status === 'fail');
	if (failed) {
		const {cause = 'UNKNOWN', detail, evidence, advice = []} = failed;
		return {
			...{ok: false, cause, summary: detail, server},
			why: evidence ?? causes[cause].title,
			advice: withStop(advice),
		};
	}
	const warned = checks.filter(({status}) => status === 'warn');
	return {
		...{ok: true, cause: 'OK', server, summary: okText(warned)},
		why: 'A call with a session of its own was answered.',
		advice: withStop(
			warned.flatMap(({title, advice = []}) => advice.map(text => `${title}: ${text}`)),
		),
	};
};

const okText = (warned: readonly Check[]): string =>
	warned.length === 0
		? 'All is well: qbtui can do all that this server can.'
		: `The login works; ${warned.length === 1 ? 'one thing' : `${warned.length} things`} should be looked at: ${warned.map(({name}) => name).join(', ')}.`;

/** It writes the file anew when it ends, over what was changed meanwhile. */
const stopFirst =
	'Stop qBittorrent before you edit qBittorrent.conf: it writes the file anew when it ends.';

const withStop = (advice: readonly string[]): readonly string[] =>
	advice.some(text => text.includes('in qBittorrent.conf ')) ? [...advice, stopFirst] : advice;
