import {spawnSync} from 'node:child_process';
import fs from 'node:fs';

const needed =
	'npm is needed to install the packages, and was not found. Install npm and try again.';
const unreachable = code =>
	`The packages can't be downloaded: the package registry can't be reached (${code}). ` +
	'Connect this machine to the network and try again.';

const networkCodes =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;

const isFile = file => typeof file === 'string' && fs.existsSync(file);

/** The npm that runs us, if one does; not node_modules/.bin/node, which `npm ci` removes. */
const findNpm = () => {
	const {npm_execpath: npm, npm_node_execpath: node} = process.env;
	if (isFile(npm) && /npm-cli\.c?js$/.test(npm) && isFile(node)) return [node, [npm]];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
};

/** Impatient: npm would wait more than a minute before it says that there is no network. */
const options = [
	'--no-audit',
	'--no-fund',
	'--loglevel=error',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
];

const explain = (args, output) => {
	const network = networkCodes.exec(output);
	return network ? unreachable(network[1]) : `npm ${args[0]} failed:\n${output}`;
};

/** Runs npm quietly in `folder`; throws one sentence without network, and npm's own output otherwise. */
export const runNpm = (args, folder) => {
	const [command, first] = findNpm();
	const result = spawnSync(command, [...first, ...args, ...options], {
		cwd: folder,
		encoding: 'utf8',
		shell: command.endsWith('.cmd'),
		maxBuffer: 64 * 1024 * 1024,
	});
	if (result.error) throw new Error(result.error.code === 'ENOENT' ? needed : result.error.message);
	if (result.status !== 0)
		throw new Error(explain(args, `${result.stdout}${result.stderr}`.trim()));
};
