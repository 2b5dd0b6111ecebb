import {codeOf, hostOf, isLoopbackHost, portOf, whereOf} from './address.ts';
import {inside, noted} from './noted.ts';
import type {Finding, Rung} from './shape.ts';
import type {Visit} from './visit.ts';

export const address: Rung = {
	name: 'address_resolves',
	title: 'The name is known',
	needs: [],
	ask: async visit => {
		const {url, reach} = visit.place;
		if (!reach) return inside;
		const host = hostOf(url);
		try {
			const found = await noted(visit, `look up ${host}`, () => reach.addresses(host), String);
			visit.known.addresses = found;
			const same = found.length === 1 && found[0] === host;
			return {
				status: 'pass',
				detail: same ? `${host} is an address.` : `${host} is ${found.join(', ')}.`,
			};
		} catch (error) {
			return unknownName(host, codeOf(error));
		}
	},
};

const unknownName = (host: string, code: string): Finding => ({
	status: 'fail',
	cause: 'UNREACHABLE',
	detail:
		code === 'EAI_AGAIN'
			? `The name ${host} can’t be looked up right now.`
			: `The name ${host} is not known.`,
	evidence: `This machine’s resolver answers ${code}.`,
	advice: [
		'Check the spelling in url (--url, QBTUI_URL).',
		'In a container, localhost and names of other containers mean something else: use the name of the service on the same network, or the address of the host.',
		`Verify with: getent hosts ${host}`,
	],
});

export const port: Rung = {
	name: 'port_open',
	title: 'The port is open',
	needs: ['address_resolves'],
	ask: async visit => {
		const {url, reach, connectTimeoutMs} = visit.place;
		if (!reach) return inside;
		const [host, number] = [hostOf(url), portOf(url)];
		try {
			await noted(visit, `connect to ${whereOf(url)}`, () =>
				reach.connect(host, number, connectTimeoutMs),
			);
			return {status: 'pass', detail: `${whereOf(url)} takes connections.`};
		} catch (error) {
			return closedPort(visit, codeOf(error));
		}
	},
};

const closedPort = ({place}: Visit, code: string): Finding => {
	const {url, connectTimeoutMs} = place;
	const where = whereOf(url);
	const isRefused = code === 'ECONNREFUSED';
	return {
		status: 'fail',
		cause: 'UNREACHABLE',
		detail: isRefused
			? `Nothing listens at ${where}.`
			: code === 'ETIMEDOUT'
				? `${where} did not take the connection within ${connectTimeoutMs / 1000} s.`
				: `There is no route to ${where} (${code}).`,
		evidence: isRefused
			? 'The machine answers, and refuses the connection.'
			: 'No answer comes: the machine is off, on another network, or behind a firewall.',
		advice: [
			'Check that qBittorrent runs and that its Web UI is on (Tools > Options… > WebUI: “Web User Interface (Remote control)”; WebUI\\Enabled in qBittorrent.conf).',
			'Check the port: qBittorrent says it in its log at each start (“WebUI: Now listening on IP …, port …”). If it was changed, change url, too.',
			`In Docker, the port must be published under the same number: ports: ["${portOf(url)}:${portOf(url)}"], with WEBUI_PORT=${portOf(url)}.`,
			...(isLoopbackHost(url.hostname)
				? ['From another container, this machine is not localhost.']
				: [
						'qBittorrent must listen on more than 127.0.0.1: “IP address” on the same page, * for all.',
					]),
			`Verify with: curl -sI ${url.origin}/`,
		],
	};
};
