import {closeSync, openSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import packageJson from '../../package.json' with {type: 'json'};
import {type CommandContext, type ExitCode, exitCodes} from '../commands/command.ts';
import {UsageError} from '../commands/failure.ts';
import {json} from '../commands/print.ts';
import {keepNurserySmall} from '../nursery.ts';
import {codeOf, messageOf} from '../qbit/message.ts';
import {createLog, type Log} from '../service/log.ts';
import {listenWarning} from '../service/may-listen.ts';
import {isOwnAddress} from '../service/origin.ts';
import {type RequestLine, type Service, startService} from '../service/server.ts';
import {ConfigError} from '../settings/config.ts';
import {loadConfig} from '../settings/load-config.ts';
import {settings} from '../settings/settings.ts';
import {noteService} from '../space/store/service-note.ts';
import {beginServing, type Serving} from './serving.ts';
import {createSystemNotify} from './system-notify.ts';

/** A state folder that could not be opened is tried again this often. */
const openAgainEvery = 30_000;

/** Runs until it is told to end. */
export const runServe = async ({
	config,
	flags,
	json: asJson,
	out,
}: CommandContext): Promise<ExitCode> => {
	if (flags.demo === true)
		throw new UsageError('The demo has no queue: there is nothing to serve.');
	const signals = listenToSignals();
	const log = await createLog({
		// With --json, standard output is for one document: where it answers.
		isTerminal: !asJson && process.stdout.isTTY === true,
		write: line => void (asJson ? process.stderr : process.stdout).write(line),
		now: Date.now,
	});
	const serving = await beginServing(config, log);
	let service: Service | undefined;
	const again = setInterval(serving.openAgain, openAgainEvery);
	const system = createSystemNotify({
		env: process.env,
		complain: text => log('warn', text),
	});
	try {
		if (config.http.enabled) service = await listen(serving, log);
		const {address, orchestrator} = serving.engine();
		const where = service ? ` It answers at ${service.url}.` : '';
		log('info', `qbtui ${packageJson.version} follows ${address}.${where}`, {
			...{pid: process.pid, ...(service && {url: service.url})},
		});
		if (asJson) out.write(json({url: service?.url ?? null, server: address, pid: process.pid}));
		if (service) noteService(orchestrator.store.get().folder, service.url);
		system.ready();
		keepNurserySmall();
		for (let signal = await signals.next(); ; signal = await signals.next()) {
			const reads = signal === 'SIGHUP' && !isTerminalGone();
			log('info', reads ? 'SIGHUP: settings are read anew.' : `${signal}: it ends.`);
			if (!reads) break;
			system.reloading();
			await serving.reload(() => loadConfig(flags, process.env));
			system.ready();
		}
		system.stopping();
		return exitCodes.done;
	} finally {
		clearInterval(again);
		system.end();
		await service?.close();
		await serving.stop();
		signals.end();
	}
};

/** SIGHUP has two meanings: the terminal that it was started from is closed, or a wish to read anew. */
const isTerminalGone = (): boolean => {
	if (!process.stdout.isTTY) return false;
	try {
		closeSync(openSync('/dev/tty', 'r'));
		return false;
	} catch {
		return true;
	}
};

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';
const heard: readonly Signal[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Signals one after another, also those that come before somebody waits for them. */
const listenToSignals = (): {next: () => Promise<Signal>; end: () => void} => {
	const came: Signal[] = [];
	let tell = (): void => {};
	const hear = (signal: NodeJS.Signals): void => {
		const known = heard.find(name => name === signal);
		if (known) came.push(known);
		tell();
	};
	for (const name of heard) process.on(name, hear);
	return {
		next: async () => {
			for (;;) {
				const signal = came.shift();
				if (signal) return signal;
				await new Promise<void>(resolve => {
					tell = resolve;
				});
			}
		},
		end: () => {
			for (const name of heard) process.off(name, hear);
		},
	};
};

const listen = async (serving: Serving, log: Log): Promise<Service> => {
	const {http, givenAs} = serving.config();
	const warning = listenWarning(serving.key());
	if (warning !== undefined) log('warn', warning);
	try {
		return await startService({
			...{host: http.host, port: http.port, isLoopback: isOwnAddress(http.host)},
			offered: () => ({key: serving.key(), allowedHosts: serving.config().http.allowedHosts}),
			engine: serving.engine,
			isReadOnly: () => serving.config().readOnly,
			version: packageJson.version,
			now: Date.now,
			sleep: ms => sleep(ms),
			log: line => log('info', requestText(line), line),
			complain: error => log('error', messageOf(error)),
		});
	} catch (error) {
		const code = codeOf(error);
		const at = `${http.host}:${http.port}`;
		if (code === 'EADDRINUSE') {
			throw new Error(`Something else listens on ${at}: stop it, or set http_port (HTTP_PORT).`);
		}
		if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
			throw new ConfigError(
				`${givenAs(settings.httpHost)}: ${http.host} is no address of this machine.`,
			);
		}
		throw error;
	}
};

const requestText = ({method, path, status, ms, address}: RequestLine): string =>
	`${method} ${path} ${status} in ${ms} ms for ${address}`;
