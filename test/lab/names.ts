const TITLES = [
	'The.Cabinet.of.Dr.Caligari',
	'Metropolis',
	'Nosferatu',
	'Safety.Last',
	'The.General',
	'Sintel',
	'Tears.of.Steel',
	'Big.Buck.Bunny',
	'Le.Voyage.dans.la.Lune',
	'Häxan',
	'Броненосец.Потёмкин',
	'狂った一頁',
	'Night.of.the.Living.Dead',
	'Cosmos.Laundromat',
];
const QUALITIES = ['480p.DVDRip.x264', '720p.WEB-DL.x264', '1080p.BluRay.x264', '2160p.WEB.x265'];
const ARTISTS = [
	'Kimiko Ishizaka',
	'Nine Open Strings',
	'Les Élèves',
	'東京フィル',
	'Josh Woodward',
];
const ALBUMS = [
	'Open Goldberg Variations',
	'Live at the Barn',
	'Nocturnes',
	'Été 🌞',
	'Breadcrumbs',
];
const SYSTEMS = [
	'debian-12',
	'ubuntu-24.04',
	'Fedora-Workstation-42',
	'archlinux-2026',
	'FreeBSD-14',
];

/** One row per kind of torrent, by turns. */
const KINDS: readonly ((index: number) => string)[] = [
	index => `${pick(TITLES, index)}.${1902 + (index % 120)}.${pick(QUALITIES, index)}-LAB`,
	index => `${pick(TITLES, index)}.S${two(index % 9)}E${two(index % 23)}.${pick(QUALITIES, index)}`,
	index => `${pick(ARTISTS, index)} - ${pick(ALBUMS, index)} (${1960 + (index % 65)}) [FLAC]`,
	index => `${pick(SYSTEMS, index)}.${index % 7}-amd64-dvd-${1 + (index % 3)}.iso`,
];

/** A believable name; the same for the same index, another for another. Some are not ASCII. */
export function torrentName(index: number): string {
	const turn = Math.floor(index / KINDS.length);
	return `${pick(KINDS, index)(turn)} #${index}`;
}

/** @throws when the list is empty */
export function pick<Item>(list: readonly Item[], index: number): Item {
	const item = list[index % list.length];
	if (item === undefined) throw new Error('nothing to pick from');
	return item;
}

const two = (value: number) => String(value + 1).padStart(2, '0');
