import {spawn} from 'node:child_process';
import {createServer} from 'node:http';
import {expect, it, onTestFinished} from 'vitest';
import {environmentFor, makeHome, program} from '../stories/program.ts';

/** Lets everyone in, and then is silent about the list. */
const startSilent = async () => {
	const asked: string[] = [];
	let told = (_: string): void => {};
	const server = createServer((request, response) => {
		const path = request.url?.replace('/api/v2/', '').split('?')[0] ?? '';
		asked.push(path);
		told(path);
		if (path === 'sync/maindata') return;
		if (path === 'auth/login') response.setHeader('set-cookie', 'SID=abc; path=/');
		response.end({'auth/login': 'Ok.', 'app/version': 'v5.1.0'}[path] ?? '2.11.4');
	});
	onTestFinished(() => void server.closeAllConnections());
	await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const address = server.address();
	const port = typeof address === 'object' ? address?.port : undefined;
	const until = (path: string) =>
		new Promise<void>(resolve => {
			told = asking => {
				if (asking === path) resolve();
			};
		});
	return {url: `http://127.0.0.1:${port}`, asked, until};
};

it.each([
	['SIGINT', 130],
	['SIGTERM', 143],
	['SIGHUP', 'SIGHUP'],
] as const)('a command that is ended by %s logs out', async (signal, end) => {
	const server = await startSilent();
	const waits = server.until('sync/maindata');
	const home = await makeHome();
	const place = {url: server.url, username: 'admin', password: 'x'};
	const child = spawn(program.command, [program.cli, 'list'], {
		cwd: home,
		env: {...process.env, ...environmentFor(home, place)},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	const ended = new Promise<number | string | null>(resolve => {
		child.once('close', (code, killedBy) => resolve(code ?? killedBy));
	});
	await waits;
	child.kill(signal);
	expect(await ended).toBe(end);
	expect(server.asked).toContain('auth/logout');
});
