import {lookup} from 'node:dns/promises';
import {connect as connectTcp} from 'node:net';
import {connect as connectTls, type PeerCertificate} from 'node:tls';

/** What is below HTTP: names, ports and certificates. */
export type Reach = {
	/** @throws with a `code` */
	addresses: (host: string) => Promise<string[]>;
	/** Opens and closes a connection. @throws with a `code` */
	connect: (host: string, port: number, ms: number) => Promise<void>;
	/** Shakes hands without judging the certificate. @throws when no TLS comes about */
	handshake: (host: string, port: number, options: TlsOptions) => Promise<Certificate>;
	/** Whether plain HTTP is answered there. */
	speaksHttp: (host: string, port: number, ms: number) => Promise<boolean>;
};

type TlsOptions = {ms: number; ca: string | undefined};

export type Certificate = {
	/** Why it is not trusted; undefined when it is. */
	problem: string | undefined;
	subject: string;
	issuer: string;
	/** ms since 1970; undefined when it does not say. */
	validTo: number | undefined;
	/** SHA-256. */
	fingerprint: string;
};

/** DOOR: beside `network.ts`, what a doctor asks of the network itself. */
export const reach: Reach = {
	addresses: async host => (await lookup(host, {all: true})).map(({address}) => address),
	connect: (host, port, ms) =>
		new Promise((resolve, reject) => {
			const socket = connectTcp({host, port, timeout: ms});
			socket.once('connect', () => {
				socket.destroy();
				resolve();
			});
			socket.once('timeout', () => socket.destroy(coded('ETIMEDOUT')));
			socket.once('error', reject);
		}),
	handshake: (host, port, {ms, ca}) =>
		new Promise((resolve, reject) => {
			const socket = connectTls({
				...{host, port, timeout: ms, rejectUnauthorized: false},
				// An address is no name that may be asked for.
				...(/^[\d.]+$|:/.test(host) ? {} : {servername: host}),
				...(ca === undefined ? {} : {ca}),
			});
			socket.once('secureConnect', () => {
				const problem = socket.authorizationError;
				resolve(describe(socket.getPeerCertificate(), problem));
				socket.destroy();
			});
			socket.once('timeout', () => socket.destroy(coded('ETIMEDOUT')));
			socket.once('error', reject);
			socket.once('close', () => reject(coded('ECONNRESET')));
		}),
	speaksHttp: (host, port, ms) =>
		new Promise(resolve => {
			const socket = connectTcp({host, port, timeout: ms}, () =>
				socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
			);
			socket.once('data', data => {
				// A port of TLS may answer 400, which is to say that it wants TLS.
				resolve(/^HTTP\/1\.\d (?!400)/.test(data.subarray(0, 20).toString('latin1')));
				socket.destroy();
			});
			socket.once('timeout', () => socket.destroy());
			socket.once('error', () => resolve(false));
			socket.once('close', () => resolve(false));
		}),
};

const coded = (code: string): Error => Object.assign(new Error(code), {code});

const describe = (certificate: PeerCertificate, problem: Error | string | null): Certificate => {
	const validTo = Date.parse(certificate.valid_to ?? '');
	return {
		problem: problem instanceof Error ? problem.message : (problem ?? undefined),
		subject: nameOf(certificate.subject),
		issuer: nameOf(certificate.issuer),
		validTo: Number.isNaN(validTo) ? undefined : validTo,
		fingerprint: certificate.fingerprint256 ?? '',
	};
};

const nameOf = (part: PeerCertificate['subject'] | undefined): string =>
	[part?.CN ?? part?.O ?? ''].flat().join(', ') || 'nobody';
