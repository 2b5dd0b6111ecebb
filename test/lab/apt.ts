import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

const exec = promisify(execFile);

/** The system's keyring signs every suite of the table; no suite is taken on trust. */
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Something the lab needs is not to be had here: no apt, no mirror, no network. */
export class LabMissing extends Error {
	override name = 'LabMissing';
}

/**
 * Downloads packages and everything they depend on, libc included, into a folder.
 *
 * It is apt with a configuration of its own: own sources, own state, and an empty list of
 * installed packages, so that the whole closure is fetched. Needs no root and leaves the system's
 * apt as it was. apt checks the signatures.
 *
 * @returns paths of the .deb files
 * @throws LabMissing with the end of apt's output
 */
export async function downloadClosure(names: readonly string[], suite: string, folder: string) {
	const config = await writePrivateApt(suite, folder);
	await apt(['-c', config, '-q', 'update']);
	await apt(['-c', config, '-q', '-y', '-d', '-t', suite, 'install', ...names]);
	const archives = join(folder, 'cache/archives');
	const files = await readdir(archives);
	return files.filter(each => each.endsWith('.deb')).map(each => join(archives, each));
}

async function writePrivateApt(suite: string, folder: string): Promise<string> {
	await mkdir(join(folder, 'state/lists/partial'), {recursive: true});
	await mkdir(join(folder, 'cache/archives/partial'), {recursive: true});
	await mkdir(join(folder, 'empty'));
	await writeFile(join(folder, 'status'), '');
	await writeFile(join(folder, 'sources.list'), sources(await findMirror(), suite));
	const config = join(folder, 'apt.conf');
	await writeFile(config, privateConfig(folder));
	return config;
}

/** Hooks are cleared: the system's own ones clean the system's caches. */
const privateConfig = (folder: string) => `
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
Dir::State "${folder}/state";
Dir::State::status "${folder}/status";
Dir::Cache "${folder}/cache";
Dir::Etc::sourcelist "${folder}/sources.list";
Dir::Etc::sourceparts "${folder}/empty";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "${folder}/empty";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Retries "2";
Acquire::http::Timeout "30";
Acquire::https::Timeout "30";
`;

function sources(mirror: string, suite: string): string {
	const signed = existsSync(KEYRING) ? `[signed-by=${KEYRING}] ` : '';
	const suites = [...new Set([suite.replace(/-backports$/, ''), suite])];
	return suites.map(each => `deb ${signed}${mirror} ${each} main\n`).join('');
}

/** The mirror this machine's apt already uses for Debian's main archive. */
async function findMirror(): Promise<string> {
	const output = await apt(['indextargets', '--format', '$(RELEASE) $(COMPONENT) $(REPO_URI)']);
	const rows = output.split('\n').map(line => line.split(' '));
	const mirror = rows.find(([release, component]) => isArchive(release) && component === 'main');
	if (!mirror?.[2]) throw new LabMissing("apt's sources name no mirror of Debian's main archive");
	return mirror[2];
}

/** A plain code name; not `-security`, which is another archive, nor `-updates`. */
const isArchive = (release = '') =>
	/^(bullseye|bookworm|trixie|forky|sid|stable|testing)$/.test(release);

async function apt(args: string[]): Promise<string> {
	try {
		const options = {maxBuffer: 2 ** 25, env: {...process.env, LC_ALL: 'C'}};
		const {stdout} = await exec('apt-get', args, options);
		return stdout;
	} catch (error) {
		const verb = args.find(each => /^[a-z]+$/.test(each));
		throw new LabMissing(`apt-get ${verb}: ${reasonOf(error)}`);
	}
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const said = 'stderr' in error ? String(error.stderr).trim() : '';
	return said.slice(-500) || error.message;
}
