import type {IncomingHttpHeaders} from 'node:http';
import type {Fault} from './faults.ts';

/** What came to the proxy, as the client sent it. */
export type Seen = {
	method: string;
	/** Without the query, e.g. `/api/v2/sync/maindata`. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: string;
	/** What the server answered; absent when it was not asked or did not answer. */
	status?: number;
};

/** Which requests: the end of the path (`''` is all), a pattern for path and query, or a test. */
export type Match = string | RegExp | ((request: Seen) => boolean);

export type FaultRules = {
	/** For one request: the next that matches. Told twice, the next two. */
	next: (match: Match, fault: Fault) => void;
	/** For every request that matches, until `clear`. Faults that match together are combined. */
	always: (match: Match, fault: Fault) => void;
	/** No more faults. */
	clear: () => void;
};

type Rule = {match: Match; fault: Fault; once: boolean};

/** @returns the rules, and `take`: all that goes wrong with a request; uses up one `next` */
export function createFaultRules(): FaultRules & {take: (seen: Seen) => Fault} {
	let rules: Rule[] = [];

	function take(seen: Seen): Fault {
		const lasting = rules.filter(rule => !rule.once && matches(rule.match, seen));
		const passing = rules.find(rule => rule.once && matches(rule.match, seen));
		rules = rules.filter(rule => rule !== passing);
		return Object.assign({}, ...lasting.map(rule => rule.fault), passing?.fault);
	}

	return {
		take,
		next: (match, fault) => void rules.push({match, fault, once: true}),
		always: (match, fault) => void rules.push({match, fault, once: false}),
		clear() {
			rules = [];
		},
	};
}

export function matches(match: Match, seen: Seen): boolean {
	if (typeof match === 'function') return match(seen);
	if (typeof match === 'string') return seen.path.endsWith(match);
	return match.test(`${seen.path}?${seen.query}`);
}
