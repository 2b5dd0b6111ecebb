import {isIPv4, isIPv6} from 'node:net';

/** `1.2.3.4:6881` or `[2001:db8::1]:6881`, as the server wants it; or why it is none. */
export const readPeer = (text: string): {peer: string} | {problem: string} => {
	const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^[\]]*)):(\d{1,5})$/.exec(text) ?? [];
	// Without brackets one can't tell the address from the port.
	if (isIPv6(text) || isIPv6(plain)) {
		return {problem: 'An IPv6 address stands in brackets, the port behind: [2001:db8::1]:6881.'};
	}
	if (port === undefined) {
		return {problem: `${text} is no address with a port, such as 1.2.3.4:6881.`};
	}
	const isAddress = bracketed === undefined ? isIPv4(plain) : isIPv6(bracketed);
	if (!isAddress) return {problem: `${text} has no IP address; the server looks up no names.`};
	const isPort = Number(port) >= 1 && Number(port) <= 65_535;
	return isPort ? {peer: text} : {problem: `${port} is no port: 1 to 65535.`};
};
