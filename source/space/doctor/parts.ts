import type {Orchestrated} from '../orchestrator-shape.ts';
import type {Volume} from '../paths.ts';

/** What decides whether moving will work, beside the server itself. */
export type SpaceParts = {
	volumes: readonly Volume[];
	pathMap: ReadonlyArray<readonly [server: string, here: string]>;
	/** The server runs on this machine and may see the same folders. */
	sameMachine: boolean;
	orchestrated: () => Orchestrated;
	/** Why nothing is to be moved here; undefined: it is. */
	unwanted: string | undefined;
	/** undefined: nothing is kept. */
	folder: string | undefined;
	allowNetwork: boolean;
	/** Of the disk of the default save path, as the running list has it. */
	freeByDefault: () => number | undefined;
};
