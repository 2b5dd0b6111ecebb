import {unknownDisk} from '../space/rules/match.ts';
import type {Config} from './config.ts';
import {settings} from './settings.ts';

/** Settings that are right each by itself, and do not go together: a sentence that names them. */
export const wrongTogether = (config: Config): string | undefined => {
	const {ssdPath, hddPath, ssdTag, hddTag, givenAs, space} = config;
	const [low, high, crit] = [settings.spaceLow, settings.spaceHigh, settings.spaceCrit].map(
		givenAs,
	);
	if (ssdTag === hddTag) {
		const [ssd, hdd] = [settings.ssdTag, settings.hddTag].map(givenAs);
		return `${hdd} must not be the same as ${ssd}.`;
	}
	if (ssdPath !== undefined && ssdPath === hddPath) {
		const [ssd, hdd] = [settings.ssdPath, settings.hddPath].map(givenAs);
		return `${hdd} must not be the same folder as ${ssd}.`;
	}
	if (space.high !== undefined && (space.low === undefined || space.high <= space.low)) {
		return `${high} must be more than ${low}.`;
	}
	if (space.crit !== undefined && (space.low === undefined || space.crit > space.low)) {
		return `${crit} must not be more than ${low}.`;
	}
	const disk = unknownDisk(space.rules ?? [], {from: ssdTag, to: hddTag});
	return disk === undefined ? undefined : `${givenAs(settings.rules)} ${disk}.`;
};
