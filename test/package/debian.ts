import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fetchMinimalDebian} from '../lab/packages.ts';

const root = join(import.meta.dirname, '../..');
export const isRoot = process.getuid?.() === 0;

/** A folder that is the whole machine for those who are run in it: no Node, no checkout. */
export type Debian = {
	folder: string;
	/** A program and its arguments, as this machine starts them there. */
	inside: (...command: string[]) => {command: string; args: string[]};
	/** The same in another folder. */
	at: (folder: string, ...command: string[]) => {command: string; args: string[]};
	/** The same as the user of that number, known there or not; where only root can do that, as root. */
	as: (user: number, ...command: string[]) => {command: string; args: string[]};
	discard: () => void;
};

export const makeDebian = async (): Promise<Debian> => {
	const base = mkdtempSync(join(tmpdir(), 'qbtui-debian-'));
	const folder = join(base, 'debian');
	cpSync(await fetchMinimalDebian(), folder, {recursive: true, verbatimSymlinks: true});
	for (const place of ['opt', 'tmp', 'usr/local/bin'])
		mkdirSync(join(folder, place), {recursive: true});
	if (isRoot) execFileSync('mknod', ['-m', '666', join(folder, 'dev/null'), 'c', '1', '3']);
	const chroot = (options: string[], command: string[], root = folder) => {
		const [first = '', ...rest] = [
			...(isRoot ? [] : ['unshare', '--map-root-user']),
			...['chroot', ...(isRoot ? options : []), root, ...command],
		];
		return {command: first, args: rest};
	};
	return {
		folder,
		inside: (...command) => chroot([], command),
		at: (other, ...command) => chroot([], command, other),
		as: (user, ...command) => chroot([`--userspec=${user}:${user}`], command),
		discard: () => rmSync(base, {recursive: true, force: true}),
	};
};

/** Unpacks the standalone archive for this machine to `/opt/qbtui`. */
export const addStandalone = ({folder}: Debian): void => {
	const packages = join(folder, '../packages');
	const script = join(root, 'scripts/package.ts');
	const args = [`linux-${process.arch}`, '--unpacked', '--to', packages];
	execFileSync(process.execPath, [script, ...args], {cwd: root});
	const [name = ''] = readdirSync(packages);
	execFileSync('mv', [join(packages, name), join(folder, 'opt/qbtui')]);
};

/** What is set for who logs in there. */
export const environment = {PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/bin', LANG: 'C.UTF-8'};
