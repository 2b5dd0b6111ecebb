import {redact} from './redact.ts';
import type {Check, Diagnosis} from './shape.ts';

export type About = {
	/** "0.1.0", and what it runs on. */
	qbtui: string;
	platform: string;
	url: URL;
	/** What tells who and where someone is, and what stands in its place. */
	secrets: ReadonlyMap<string, string>;
};

/** All of a run as text to paste into an issue. Nothing in it tells who or where it was. */
export const bundleOf = ({checks, verdict}: Diagnosis, about: About): string => {
	const {url, secrets, qbtui, platform} = about;
	const parts = [
		'# qbtui doctor',
		`qbtui ${qbtui}, ${platform}`,
		`URL: ${url.protocol}//${kindOf(url)}${url.port === '' ? '' : `:${url.port}`}${url.pathname === '/' ? '' : ' with a path'}`,
		...(verdict
			? [
					`qBittorrent: ${verdict.server.version ?? 'not told'}, WebAPI ${verdict.server.webapi ?? 'not told'}`,
					`Cause: ${verdict.cause}. ${verdict.summary}`,
					`Because: ${verdict.why}`,
				]
			: []),
		'## Checks',
		...checks.map(checkText),
	];
	return `${redact(parts.join('\n'), secrets)}\n`;
};

/** What can be told of an address without telling it. */
const kindOf = ({hostname}: URL): string => {
	if (/^(localhost|127\.|\[::1\])/.test(hostname)) return hostname;
	if (/^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname)) return '<private address>';
	if (/^[\d.]+$|^\[/.test(hostname)) return '<address>';
	return hostname.includes('.') ? '<name.with.dots>' : '<name>';
};

const checkText = ({name, status, detail, evidence, ms, exchanges}: Check): string =>
	[
		`- ${status.padEnd(4)} ${name}${ms === undefined ? '' : ` (${ms} ms)`}: ${detail}${evidence === undefined ? '' : ` ${evidence}`}`,
		...exchanges.map(({sent, answered, ms: took}) => `    ${sent} -> ${answered} (${took} ms)`),
	].join('\n');
