import {olderFolders} from '../space/import/files.ts';
import {usualLimits} from '../space/job/seen.ts';
import type {OrchestratorParts} from '../space/orchestrator.ts';
import type {Config} from './config.ts';
import {folderOf} from './own-folder.ts';
import {volumesOf, whyNoMoves} from './plan-limits.ts';

/** Where the queue is kept and how it decides, or why there is none. */
export const queueSettings = (
	config: Config,
	isDemo: boolean,
): Pick<OrchestratorParts, 'unwanted' | 'folder' | 'allowNetwork' | 'olderFolders' | 'limits'> => ({
	unwanted: whyNoQueue(config),
	folder: isDemo ? undefined : folderOf(config),
	allowNetwork: config.stateDirOnNetwork,
	olderFolders: isDemo ? [] : [...olderFolders(config.importFrom), folderOf(config)],
	limits: {
		...usualLimits,
		...(isDemo && impatient),
		roots: Object.fromEntries(volumesOf(config).map(({tag, path}) => [tag, path])),
		placeTags: [config.ssdTag, config.hddTag],
		trustDestination: config.destinationCheck === 'trust',
	},
});

/** Who looks at the demo has a minute, and its server keeps its word. Milliseconds. */
const impatient = {settle: 1500, doubt: 3000, serverSettle: 3000};

const whyNoQueue = (config: Config): string | undefined => {
	if (config.readOnly) return 'qbtui is read-only: nothing is moved.';
	return whyNoMoves(config);
};
