import {addTags, removeTags, rename, setCategory, setComment} from './label-verbs.ts';
import {setDownloadLimit, setShareLimits, setUploadLimit} from './limit-verbs.ts';
import {
	moveDown,
	moveUp,
	setFirstLast,
	setSequential,
	setSuperSeeding,
	toBottom,
	toTop,
} from './order-verbs.ts';
import {setAutoManagement, setLocation} from './place-verbs.ts';
import {force, reannounce, recheck, remove, start, stop} from './running-verbs.ts';

/** TABLE: what can be done to torrents, as many at once as there are. Done by `runVerb`. */
export const verbs = {
	...{stop, start, force, recheck, reannounce, remove},
	...{rename, setComment, setCategory, addTags, removeTags},
	...{setLocation, setAutoManagement},
	...{setDownloadLimit, setUploadLimit, setShareLimits},
	...{setSequential, setFirstLast, setSuperSeeding},
	...{toTop, toBottom, moveUp, moveDown},
} as const;
