import type {AddOptions} from '../qbit/add-options.ts';
import type {Identity} from '../qbit/identity.ts';

/** Something that is to be added and could not be sent: a file of the outbox. */
export type Entry = {
	/** Sorts by age. */
	id: string;
	/** ms since 1970. */
	at: number;
	/** The address of the server that it is for: it goes to no other by itself. */
	server: string;
	/** As it was given, for people. */
	given: string;
	name?: string | undefined;
	/** Of a URL it is not known. */
	identity?: Identity | undefined;
	options: AddOptions;
	/** A link as it is; a .torrent file lies beside the entry. */
	source: {kind: 'magnet' | 'hash' | 'url'; link: string} | {kind: 'file'};
	/** How often the server has refused it since. */
	tries: number;
	/** Why it is still here. */
	why: string;
	/** It went another way meanwhile: whether it came, is seen when the server answers. */
	handed?: {how: 'folder' | 'program'; at: number} | undefined;
};

/** So often it is sent by itself; then a person has to say so. */
export const mostTries = 5;
