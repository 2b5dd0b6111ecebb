import {spawnSync} from 'node:child_process';
import fs from 'node:fs';

const needed =
	'npm is needed to install the packages, and was not found. Install npm and try again.';
const unreachable = code =>
	`The packages can't be downloaded: the package registry can't be reached (${code}). ` +
	'Connect this machine to the network and try again.';

/** There is no network at all, or only a bad one. */
const absent = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;
const flaky = /\b(ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/;

const isFile = file => typeof file === 'string' && fs.existsSync(file);

/** The npm that runs us, if one does; not node_modules/.bin/node, which `npm ci` removes. */
const findNpm = () => {
	const {npm_execpath: npm, npm_node_execpath: node} = process.env;
	if (isFile(npm) && /npm-cli\.c?js$/.test(npm) && isFile(node)) return [node, [npm]];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
};

const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];

const attempt = (args, folder, retries) => {
	const [command, first] = findNpm();
	const result = spawnSync(command, [...first, ...args, ...quietly, `--fetch-retries=${retries}`], {
		cwd: folder,
		encoding: 'utf8',
		shell: command.endsWith('.cmd'),
		maxBuffer: 64 * 1024 * 1024,
	});
	if (result.error) throw new Error(result.error.code === 'ENOENT' ? needed : result.error.message);
	return {ok: result.status === 0, output: `${result.stdout}${result.stderr}`.trim()};
};

const explain = (args, output) => {
	const network = absent.exec(output) || flaky.exec(output);
	return network ? unreachable(network[1]) : `npm ${args[0]} failed:\n${output}`;
};

/**
 * Runs npm quietly in `folder`; throws one sentence without network, and npm's own output otherwise.
 * It is patient only in a second attempt, or it would take a minute to notice that there is no network.
 */
export const runNpm = (args, folder) => {
	const first = attempt(args, folder, 0);
	if (first.ok) return;
	const second = absent.test(first.output) ? first : attempt(args, folder, 3);
	if (!second.ok) throw new Error(explain(args, second.output));
};
