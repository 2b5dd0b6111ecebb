import {isIPv4, isIPv6} from 'node:net';

/** `1.2.3.4:6881` or `[2001:db8::1]:6881`, as the server wants it; or why it is none. */
export const readPeer = (text: string): {peer: string} | {problem: string} => {
	const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^[\]]*)):(\d{1,5})$/.exec(text) ?? [];
	if (isIPv6(text) && !isPort(port)) return {problem: `${text} has no port: [${text}]:6881.`};
	if (port === undefined)
		return {problem: `${text} is no address with a port, such as 1.2.3.4:6881.`};
	if (plain !== undefined && isIPv6(plain)) {
		return {problem: `An IPv6 address stands in brackets: [${plain}]:${port}.`};
	}
	const isAddress = bracketed === undefined ? isIPv4(plain ?? '') : isIPv6(bracketed);
	if (!isAddress) return {problem: `${text} has no IP address; the server looks up no names.`};
	return isPort(port) ? {peer: text} : {problem: `${port} is no port: 1 to 65535.`};
};

const isPort = (port: string | undefined): boolean => Number(port) >= 1 && Number(port) <= 65_535;
