/** One row is one server the lab can start. A newer server is one more row. */
export const TABLE = [
	{name: '4.5', suite: 'bookworm', reports: /^v4\.5\.\d/},
	{name: '5.1', suite: 'trixie', reports: /^v5\.1\.\d/},
	{name: '5.3', suite: 'trixie-backports', reports: /^v5\.3\.\d/},
] as const satisfies readonly Row[];

type Row = {
	name: string;
	/** The Debian suite whose qbittorrent-nox it is. Backports are fetched on top of their base. */
	suite: string;
	/** What `app/version` answers. */
	reports: RegExp;
};

export type VersionName = (typeof TABLE)[number]['name'];

/** Every version, oldest first. */
export const VERSIONS: readonly VersionName[] = TABLE.map(row => row.name);

/** The newest server: for tests in which the version does not matter. */
export const NEWEST: VersionName = '5.3';

/** Is this text, say from the command line, the name of a version? */
export function isVersion(name: string | undefined): name is VersionName {
	return TABLE.some(row => row.name === name);
}

/** The row of a version. */
export function versionRow(name: VersionName): (typeof TABLE)[number] {
	const row = TABLE.find(each => each.name === name);
	if (!row) throw new Error(`no version ${name} in the lab's table`);
	return row;
}
